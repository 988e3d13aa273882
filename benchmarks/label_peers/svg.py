"""A symbol as SVG, for engines that draw paths only from there."""

from sendback.paper.drawing import Symbol


def write_svg(symbol: Symbol) -> str:
    """Write a symbol as one path in its own size."""
    width = max(left + width for left, _, width, _ in symbol.rectangles)
    height = max(top + rows for _, top, _, rows in symbol.rectangles)
    path = "".join(f"M{left} {top}h{width}v{rows}h-{width}z" for left, top, width, rows in symbol.rectangles)
    size = f'width="{width * symbol.module}mm" height="{height * symbol.row_height}mm"'
    view = f'viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}><path d="{path}"/></svg>'
