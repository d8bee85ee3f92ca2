"""The graph for assistants: tools that read it, by the Model Context Protocol."""
