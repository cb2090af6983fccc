"""Many reports: any number of inputs to an output folder with a manifest.

inputs → tasks → engine (a task: read, compare, extract in a sandbox, stage) → ledger

Each stage can be used by itself; the per-document function is an argument, and the engine
(this machine or a Dask cluster) is another.
"""
