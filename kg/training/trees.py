"""Trees: gradient-boosted trees over the features of pairs, fitted by LightGBM and written as one ONNX graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import lightgbm
import numpy as np
import onnx
import onnxruntime
from onnx import helper

from kg.errors import SimpulError
from kg.extraction.learned.chain import chained
from kg.extraction.learned.relations import RunTrees, first_features, look, participants, relation_rows
from kg.extraction.learned.sheet import RELATIONS, ROLES, Array
from kg.training.examples import Example

# By look, then by what is judged: "role" or a relation.
Forest = Mapping[str, Mapping[str, lightgbm.LGBMClassifier]]
_FOLDS = 2
_SETTINGS: Mapping[str, Any] = {
    "n_estimators": 300, "learning_rate": 0.06, "num_leaves": 15, "min_child_samples": 20, "subsample": 0.8,
    "subsample_freq": 1, "colsample_bytree": 0.3, "reg_lambda": 5.0, "verbose": -1, "random_state": 0,
    "deterministic": True, "force_row_wise": True, "n_jobs": 2, "max_bin": 31,
}  # fmt: skip


def fit_forest(examples: Sequence[Example], tell: Callable[[str], None] = lambda _: None) -> Forest:
    """Both looks. The second one learns from what trees fitted on other articles say in the first.

    Raises ``SimpulError`` where a half of the examples lacks a role.
    """
    features = {e.id: first_features(e.sheet) for e in examples}
    first: dict[str, Array] = {}
    for fold in range(_FOLDS):
        tell(f"trees, first look, part {fold + 1} of {_FOLDS}")
        run = runner(_fit([e for k, e in enumerate(examples) if k % _FOLDS != fold], features))
        for example in examples[fold::_FOLDS]:
            first[example.id] = look(example.sheet, features[example.id], "first", run)
    tell("trees, both looks")
    more = {e.id: np.concatenate([features[e.id], chained(e.sheet, first[e.id])], 1) for e in examples}
    return {"first": _fit(examples, features), "second": _fit(examples, more)}


def _fit(examples: Sequence[Example], features: Mapping[str, Array]) -> dict[str, lightgbm.LGBMClassifier]:
    fitted = {}
    for key in ("role", *RELATIONS):
        rows, answers = [], []
        for example in examples:
            mask = participants(example.sheet) if key == "role" else relation_rows(example.sheet, key)
            said = example.roles if key == "role" else example.relations[:, RELATIONS.index(key)].astype(np.int64)
            rows.append(features[example.id][mask])
            answers.append(said[mask])
        answer = np.concatenate(answers)
        unknown = [role for number, role in enumerate(ROLES, 1) if key == "role" and number not in answer]
        if unknown:
            raise SimpulError(f"too few annotated articles: none says {', '.join(unknown)}")
        fitted[key] = lightgbm.LGBMClassifier(**_SETTINGS).fit(np.concatenate(rows), answer)
    return fitted


def runner(trees: Mapping[str, lightgbm.LGBMClassifier]) -> RunTrees:
    """Runs the trees of one look as they will be run in use."""
    session = onnxruntime.InferenceSession(forest_graph(trees).SerializeToString(), providers=["CPUExecutionProvider"])

    def run(_: str, inputs: Mapping[str, Array]) -> dict[str, Array]:
        names = [f"{name}_scores" for name in inputs]
        return dict(zip(inputs, session.run(names, dict(inputs)), strict=True))

    return run


def forest_graph(trees: Mapping[str, lightgbm.LGBMClassifier]) -> onnx.ModelProto:
    """One look as an ONNX graph: an input of rows for every ensemble, an output ``NAME_scores`` of raw scores."""
    nodes, inputs, outputs = [], [], []
    for name, model in trees.items():
        booster = model.booster_.dump_model()
        targets = booster["num_tree_per_iteration"]
        nodes.append(_ensemble(name, booster, targets))
        width = booster["max_feature_idx"] + 1
        inputs.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [None, width]))
        outputs.append(helper.make_tensor_value_info(f"{name}_scores", onnx.TensorProto.FLOAT, [None, targets]))
    graph = helper.make_graph(nodes, "trees", inputs, outputs)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def _ensemble(name: str, booster: Mapping[str, Any], targets: int) -> onnx.NodeProto:
    table: dict[str, list[Any]] = {key: [] for key in ("tree", "node", "feature", "mode", "value", "true", "false")}
    leaves: dict[str, list[Any]] = {key: [] for key in ("tree", "node", "target", "weight")}
    for number, tree in enumerate(booster["tree_info"]):
        _add(tree["tree_structure"], (number, number % targets, len(table["node"])), table, leaves)
    return helper.make_node(
        "TreeEnsembleRegressor", [name], [f"{name}_scores"], domain="ai.onnx.ml", n_targets=targets,
        nodes_treeids=table["tree"], nodes_nodeids=table["node"], nodes_featureids=table["feature"],
        nodes_modes=table["mode"], nodes_values=table["value"], nodes_truenodeids=table["true"],
        nodes_falsenodeids=table["false"], target_treeids=leaves["tree"], target_nodeids=leaves["node"],
        target_ids=leaves["target"], target_weights=leaves["weight"],
    )  # fmt: skip


def _add(
    node: Mapping[str, Any], tree: tuple[int, int, int], table: dict[str, list[Any]], leaves: dict[str, list[Any]]
) -> int:
    """Write a node and all below it; ``tree``: its number, its target, the row of its root. Gives the node's number."""
    number, target, root = tree
    own = len(table["node"]) - root
    split = "split_feature" in node
    mode = "BRANCH_LEQ" if split else "LEAF"
    row = (number, own, node.get("split_feature", 0), mode, float(node.get("threshold", 0.0)), 0, 0)
    for column, value in zip(table.values(), row, strict=True):
        column.append(value)
    if split:
        table["true"][root + own] = _add(node["left_child"], tree, table, leaves)
        table["false"][root + own] = _add(node["right_child"], tree, table, leaves)
    else:
        for column, value in zip(leaves.values(), (number, own, target, float(node["leaf_value"])), strict=True):
            column.append(value)
    return own
