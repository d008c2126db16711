"""What the pipeline is measured with: speed, viewpoints, and sheets in layouts of our own making."""
