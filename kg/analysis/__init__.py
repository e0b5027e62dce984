"""The graph as a network: who is tied to whom, by which facts, how closely."""

from kg.analysis.graphml import graphml
from kg.analysis.measures import Step, best_connected, shortest_path
from kg.analysis.networks import Network, network

__all__ = ["Network", "Step", "best_connected", "graphml", "network", "shortest_path"]
