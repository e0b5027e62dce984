"""The graph as a network: who is tied to whom, by which facts, how closely."""

from kg.analysis.graphml import graphml
from kg.analysis.measures import Step, best_connected, shortest_path
from kg.analysis.networks import Network, network
from kg.analysis.paths import path_between

__all__ = ["Network", "Step", "best_connected", "graphml", "network", "path_between", "shortest_path"]
