"""Other processes: forks, time limits, work in parts. Nothing else in the package forks."""
