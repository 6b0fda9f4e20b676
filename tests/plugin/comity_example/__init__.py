"""An example of a package that brings comity a loader and a rule."""
