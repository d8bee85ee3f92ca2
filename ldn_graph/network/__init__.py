"""The claims as a network of networkx: chains, paths, the formats of other programs."""
