//! Segments that put nothing into the table: the cut writes one wherever the functions of another part will stand.
//!
//! A table is empty when it is made, so that they say nothing, in 0.3 kB of brotli.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error as Reencoding, Reencode};
use wasm_encoder::{ElementSection, Module};
use wasmparser::{Element, ElementItems, ElementKind, ElementSectionReader, Operator, Parser};

/// The same program without them.
pub(super) fn left_out(program: &[u8]) -> Result<Vec<u8>, String> {
    let mut module = Module::new();
    WithoutNulls.parse_core_module(&mut module, Parser::new(0), program).map_err(|why| why.to_string())?;
    Ok(module.finish())
}

struct WithoutNulls;

impl Reencode for WithoutNulls {
    type Error = Infallible;

    fn parse_element_section(&mut self, elements: &mut ElementSection, section: ElementSectionReader<'_>) -> Result<(), Reencoding> {
        let all = section.into_iter().collect::<Result<Vec<Element<'_>>, _>>()?;
        // Code may name the others by number, which must stay.
        let only_active = all.iter().all(|element| matches!(element.kind, ElementKind::Active { .. }));
        for element in all {
            if !(only_active && is_null(&element)?) {
                self.parse_element(elements, element)?;
            }
        }
        Ok(())
    }
}

fn is_null(element: &Element<'_>) -> Result<bool, wasmparser::BinaryReaderError> {
    match &element.items {
        ElementItems::Functions(functions) => Ok(functions.count() == 0),
        ElementItems::Expressions(_, items) => {
            for item in items.clone() {
                if !matches!(item?.get_operators_reader().read()?, Operator::RefNull { .. }) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{ConstExpr, Elements, HeapType, RefType, TableSection, TableType};

    type Segment<'a> = (i32, &'a [Option<u32>]);

    /// A table, what is put into it, and with `passive` one more that code could put there.
    fn program(segments: &[Segment<'_>], passive: bool) -> Vec<u8> {
        let mut tables = TableSection::new();
        let table = TableType { element_type: RefType::FUNCREF, table64: false, minimum: 9, maximum: None, shared: false };
        tables.table(table);
        let mut elements = ElementSection::new();
        for (place, functions) in segments {
            let items = functions.iter().map(|function| function.map_or(ConstExpr::ref_null(HeapType::FUNC), ConstExpr::ref_func));
            let items = items.collect::<Vec<_>>();
            elements.active(None, &ConstExpr::i32_const(*place), Elements::Expressions(RefType::FUNCREF, items.into()));
        }
        if passive {
            elements.passive(Elements::Functions([].as_slice().into()));
        }
        Module::new().section(&tables).section(&elements).clone().finish()
    }

    #[test]
    fn what_puts_nothing_there_is_left_out_and_all_else_stays() {
        let segments: &[Segment<'_>] = &[(1, &[None, None]), (3, &[None, Some(0)]), (5, &[]), (6, &[Some(0)])];
        assert_eq!(left_out(&program(segments, false)), Ok(program(&[(3, &[None, Some(0)]), (6, &[Some(0)])], false)));
    }

    #[test]
    fn nothing_is_left_out_where_code_could_name_a_segment() {
        let segments: &[Segment<'_>] = &[(1, &[None]), (3, &[Some(0)])];
        assert_eq!(left_out(&program(segments, true)), Ok(program(segments, true)));
    }
}
