//! The functions of a program in an order in which they compress better: each after the one that it is most like.
//!
//! A copy costs fewer bits the nearer it stands to what it is a copy of, and what is alike has the same statistics. The linker orders
//! by where a function comes from: 2 % of brotli more. Nothing else changes: a function has another number, and all who name it follow.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error as Reencoding, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// Bytes that two functions share at least, to be alike in them.
const WINDOW: usize = 4;

/// The same program with its functions in that order.
pub(super) fn together(program: &[u8]) -> Result<Vec<u8>, String> {
    let (imported, bodies) = functions(program).map_err(|why| why.to_string())?;
    let order = chain(&bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in (imported..).zip(&order) {
        if let Some(slot) = places.get_mut(*function) {
            *slot = place;
        }
    }
    let mut module = Module::new();
    let mut ordered = Ordered { imported, order, places };
    ordered.parse_core_module(&mut module, Parser::new(0), program).map_err(|why| why.to_string())?;
    Ok(module.finish())
}

/// How many functions it imports, and what stands in each of its own.
fn functions(program: &[u8]) -> Result<(u32, Vec<&[u8]>), wasmparser::BinaryReaderError> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    Ok((imported, bodies))
}

/// All of them, by number: the one with the most in it, after each the one that is most like it, and where nothing is like it, again
/// the one with the most in it.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let windows: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(WINDOW).collect()).collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, windows) in windows.iter().enumerate() {
        for window in windows {
            holders.entry(window).or_default().push(function);
        }
    }

    let size = |function: usize| windows.get(function).map_or(0, BTreeSet::len);
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    while order.len() < bodies.len() {
        let mut shared = vec![0_usize; bodies.len()];
        let last = order.last().and_then(|last| windows.get(*last)).into_iter().flatten();
        for function in last.filter_map(|window| holders.get(window)).flatten() {
            if let Some(count) = shared.get_mut(*function) {
                *count += 1;
            }
        }
        let of_last = order.last().map_or(0, |last| size(*last));
        // Of all that stands in one of the two, what stands in both; in millionths.
        let likeness = |function: usize| {
            let both = shared.get(function).copied().unwrap_or(0);
            both * 1_000_000 / (size(function) + of_last - both).max(1)
        };
        let next = left.iter().copied().max_by_key(|function| (likeness(*function), size(*function), Reverse(*function)));
        let Some(next) = next else { break };
        left.remove(&next);
        order.push(next);
    }
    order
}

struct Ordered {
    imported: u32,
    /// The old numbers of its own functions in their new order, not counting what it imports.
    order: Vec<usize>,
    /// The new number of each.
    places: Vec<u32>,
}

impl Reencode for Ordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Reencoding> {
        let own = function.checked_sub(self.imported).and_then(|own| usize::try_from(own).ok());
        Ok(own.and_then(|own| self.places.get(own)).copied().unwrap_or(function))
    }

    fn parse_function_section(&mut self, types: &mut FunctionSection, section: FunctionSectionReader<'_>) -> Result<(), Reencoding> {
        let all = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for ty in self.order.clone().into_iter().filter_map(|function| all.get(function)) {
            types.function(self.type_index(*ty)?);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result<(), Reencoding> {
        let all = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for body in self.order.clone().into_iter().filter_map(|function| all.get(function)) {
            self.parse_function_body(code, body.clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection, RefType, StartSection,
        TableSection, TableType, TypeSection, ValType,
    };

    /// A function: its type, the numbers it adds up, and what it calls.
    type Written<'a> = (u32, &'a [i32], &'a [u32]);

    /// A program that imports function 0; `named` is exported, put into the table and started.
    fn program(functions: &[Written<'_>], named: u32) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("elsewhere", "throw", EntityType::Function(0));
        let (mut kinds, mut code) = (FunctionSection::new(), CodeSection::new());
        for (ty, numbers, calls) in functions {
            kinds.function(*ty);
            let mut body = Function::new([]);
            let mut written = body.instructions();
            for number in *numbers {
                written.i32_const(*number).drop();
            }
            for function in *calls {
                written.call(*function);
            }
            if *ty == 1 {
                written.i32_const(0);
            }
            written.end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(TableType { element_type: RefType::FUNCREF, table64: false, minimum: 9, maximum: None, shared: false });
        let mut exports = ExportSection::new();
        exports.export("named", ExportKind::Func, named);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions((&[0, named]).into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&kinds).section(&tables).section(&exports);
        module.section(&StartSection { function_index: named }).section(&elements).section(&code);
        module.finish()
    }

    const LIKE: &[i32] = &[70_001, 70_002, 70_003, 70_004];
    const OTHER: &[i32] = &[90_001, 90_002];

    #[test]
    fn what_is_alike_stands_together_and_every_name_follows() {
        let longer = &[LIKE, &[70_005]].concat();
        // 1 is like 3, which calls it; 2 is like nothing.
        let before = program(&[(0, LIKE, &[0]), (1, OTHER, &[]), (0, longer, &[1, 0])], 2);
        let after = program(&[(0, longer, &[2, 0]), (0, LIKE, &[0]), (1, OTHER, &[])], 3);
        assert_eq!(together(&before), Ok(after));
    }

    #[test]
    fn the_order_is_the_same_every_time_and_once_found_it_stays() {
        let functions: &[Written<'_>] = &[(0, LIKE, &[]), (0, OTHER, &[]), (0, LIKE, &[]), (0, &[], &[]), (0, OTHER, &[])];
        let once = together(&program(functions, 1)).unwrap();
        assert_eq!(together(&program(functions, 1)), Ok(once.clone()));
        assert_eq!(together(&once), Ok(once));
    }

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(together(b"nothing").is_err());
    }
}
