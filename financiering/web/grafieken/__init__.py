"""Pictures of figures, made on the server: plain values in, an SVG and a table out."""
