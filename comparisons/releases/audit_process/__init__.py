"""Audits worked out in a process of their own, one at a time on each machine, and kept as files that all workers read.

`python -m comparisons.releases.audit_process` is that process. It needs the engine and numpy, and no Django: it gets
catalogues by its standard input, and answers by its standard output. So nothing here is imported on the way to it.
"""
