"""The workbench: what only a sandbox can do, asked like everything else."""
