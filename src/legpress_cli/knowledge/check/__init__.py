"""What must hold of the knowledge, one module for each kind of rule."""
