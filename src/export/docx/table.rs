//! Tables of the text.

use std::io;

use crate::export::blocks::{
    CELL_SIDE, CELL_TOP, Cell, Keep, Lines, Para, Row, Shade, Table, Twips,
};

use super::body::{Xml, empty, value, write_block, write_para};

/// Width of lines in eighths of a point.
const LINE: &str = "4";

pub(super) fn border(xml: &mut Xml, side: &str, kind: &str) -> io::Result<()> {
    let look = [
        ("w:val", kind),
        ("w:sz", LINE),
        ("w:space", "0"),
        ("w:color", "000000"),
    ];
    empty(xml, side, &look)
}

pub(super) fn write_table(xml: &mut Xml, table: &Table, keep: Keep) -> io::Result<()> {
    xml.create_element("w:tbl").write_inner_content(|xml| {
        write_table_look(xml, table)?;
        xml.create_element("w:tblGrid").write_inner_content(|xml| {
            for width in &table.widths {
                empty(xml, "w:gridCol", &[("w:w", &width.to_string())])?;
            }
            Ok(())
        })?;
        if let Some(head) = &table.head {
            write_row(xml, table, head, Kind::Head, Keep::WithNext)?;
        }
        for row in &table.rows {
            let keep = if row.keep == Keep::WithNext {
                row.keep
            } else {
                keep
            };
            write_row(xml, table, row, Kind::Body, keep)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_table_look(xml: &mut Xml, table: &Table) -> io::Result<()> {
    let total: Twips = table.widths.iter().sum();
    xml.create_element("w:tblPr").write_inner_content(|xml| {
        let width = total.to_string();
        empty(xml, "w:tblW", &[("w:w", width.as_str()), ("w:type", "dxa")])?;
        let kind = match table.lines {
            Lines::All => "single",
            Lines::None => "nil",
        };
        xml.create_element("w:tblBorders")
            .write_inner_content(|xml| {
                for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                    border(xml, &format!("w:{side}"), kind)?;
                }
                Ok(())
            })?;
        value_type(xml, "w:tblLayout", "fixed")?;
        let top = match table.lines {
            Lines::All => CELL_TOP,
            Lines::None => 0,
        };
        xml.create_element("w:tblCellMar")
            .write_inner_content(|xml| {
                let sides = [
                    ("w:top", top),
                    ("w:left", CELL_SIDE),
                    ("w:bottom", top),
                    ("w:right", CELL_SIDE),
                ];
                for (side, twips) in sides {
                    let twips = twips.to_string();
                    empty(xml, side, &[("w:w", twips.as_str()), ("w:type", "dxa")])?;
                }
                Ok(())
            })?;
        Ok(())
    })?;
    Ok(())
}

fn value_type(xml: &mut Xml, name: &str, kind: &str) -> io::Result<()> {
    empty(xml, name, &[("w:type", kind)])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Repeated on each page.
    Head,
    Body,
}

fn write_row(xml: &mut Xml, table: &Table, row: &Row, kind: Kind, keep: Keep) -> io::Result<()> {
    xml.create_element("w:tr").write_inner_content(|xml| {
        xml.create_element("w:trPr").write_inner_content(|xml| {
            empty(xml, "w:cantSplit", &[])?;
            if kind == Kind::Head {
                empty(xml, "w:tblHeader", &[])?;
            }
            Ok(())
        })?;
        let mut column = 0;
        for cell in &row.cells {
            let end = (column + cell.span).min(table.widths.len());
            let width = table.widths[column..end].iter().sum();
            write_cell(xml, cell, width, table.lines, keep)?;
            column = end;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_cell(
    xml: &mut Xml,
    cell: &Cell,
    width: Twips,
    lines: Lines,
    keep: Keep,
) -> io::Result<()> {
    xml.create_element("w:tc").write_inner_content(|xml| {
        xml.create_element("w:tcPr").write_inner_content(|xml| {
            let width = width.to_string();
            empty(xml, "w:tcW", &[("w:w", width.as_str()), ("w:type", "dxa")])?;
            if 1 < cell.span {
                value(xml, "w:gridSpan", &cell.span.to_string())?;
            }
            // Said for each cell too: LibreOffice drops a table's borders and margins where rows
            // differ in their columns.
            if lines == Lines::All {
                xml.create_element("w:tcBorders")
                    .write_inner_content(|xml| {
                        for side in ["w:top", "w:left", "w:bottom", "w:right"] {
                            border(xml, side, "single")?;
                        }
                        Ok(())
                    })?;
            }
            if let Some(grey) = cell.shade.grey() {
                let fill = format!("{grey:02X}{grey:02X}{grey:02X}");
                let shade = [
                    ("w:val", "clear"),
                    ("w:color", "auto"),
                    ("w:fill", fill.as_str()),
                ];
                empty(xml, "w:shd", &shade)?;
            }
            if lines == Lines::All {
                xml.create_element("w:tcMar").write_inner_content(|xml| {
                    let twips = CELL_TOP.to_string();
                    for side in ["w:top", "w:bottom"] {
                        empty(xml, side, &[("w:w", twips.as_str()), ("w:type", "dxa")])?;
                    }
                    Ok(())
                })?;
            }
            if cell.shade != Shade::None {
                value(xml, "w:vAlign", "center")?;
            }
            Ok(())
        })?;
        for block in &cell.blocks {
            write_block(xml, block, keep)?;
        }
        // A cell holds at least one paragraph.
        if cell.blocks.is_empty() {
            let size = 22;
            write_para(
                xml,
                &Para {
                    size,
                    ..Para::default()
                },
                keep,
            )?;
        }
        Ok(())
    })?;
    Ok(())
}
