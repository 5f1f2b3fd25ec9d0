//! Panics without words: what panics would say, and the code that puts it into sentences, weighs 5 kB of brotli in the first
//! part alone.
//!
//! Rust's own way to leave it out (`panic = "immediate-abort"`) needs an unstable compiler. Here every function that never
//! returns, which is where the panics of compiled code end, becomes a call of the program's own `crashed` (`src/crash`), and
//! whoever calls one no longer tells it anything. What only those words needed is then out of reach, and the cut leaves it out.

mod file_names;
mod relocations;

use std::collections::BTreeSet;
use std::ops::Range;

use wasm_encoder::Encode as _;
use wasmparser::{BinaryReaderError, CompositeInnerType, ExternalKind, FunctionBody, Operator, Parser, Payload, TypeRef, ValType};

/// The export that is called in the place of a panic, before the hash that wasm-bindgen adds to every name.
const CRASHED: &str = "crashed_";

const NOP: u8 = 0x01;
const END: u8 = 0x0b;
const RETURN: u8 = 0x0f;
const CALL: u8 = 0x10;
const I32_CONST: u8 = 0x41;

/// The program with a call of `crashed` in the place of every panic. Nothing else in it moves, so that its relocations stay
/// true; those inside of what was replaced are taken out.
pub(super) fn without_words(program: &[u8]) -> Result<Vec<u8>, String> {
    let found = read(program).map_err(|why| why.to_string())?;
    let crashed = found.crashed.ok_or_else(|| format!("the program has no export `{CRASHED}…`"))?;
    let panics = found.panics(crashed).map_err(|why| why.to_string())?;
    if panics.is_empty() {
        return Err("the program has no panic".to_owned());
    }
    let mut out = program.to_vec();
    let mut replaced = Vec::new();
    for (function, body) in (found.imported..).zip(&found.bodies) {
        let whole = places(&body.range());
        if panics.contains(&function) {
            if out.get_mut(whole.clone()).is_some_and(|place| put_call(place, crashed)) {
                replaced.push(whole);
            }
            continue;
        }
        for words in found.words(body, &panics).map_err(|why| why.to_string())? {
            if out.get_mut(words.place.clone()).is_some_and(|place| put_zeros(place, words.parameters)) {
                replaced.push(words.place);
            }
        }
    }
    if let Some(data) = found.data.clone().and_then(|place| out.get_mut(place)) {
        file_names::blank(data);
    }
    let is_gone = |offset: u32| {
        let at = found.code_start.saturating_add(index(offset.into()));
        let next = replaced.partition_point(|body| body.end <= at);
        replaced.get(next).is_some_and(|body| body.contains(&at))
    };
    relocations::without(&out, &is_gone).map_err(|why| why.to_string())
}

/// What a function does only to call a panic.
struct Words {
    place: Range<usize>,
    /// How many numbers the panic is given.
    parameters: usize,
}

/// What is looked at in a program.
#[derive(Default)]
struct Found<'a> {
    /// How many functions come from outside; they are numbered before its own.
    imported: u32,
    /// Of each type how many 32-bit numbers it takes, where it takes nothing else and gives nothing back.
    takes: Vec<Option<usize>>,
    /// Of each function of its own the type.
    types: Vec<u32>,
    bodies: Vec<FunctionBody<'a>>,
    code_start: usize,
    /// Where its data stand.
    data: Option<Range<usize>>,
    exported: BTreeSet<u32>,
    crashed: Option<u32>,
}

fn read(program: &[u8]) -> Result<Found<'_>, BinaryReaderError> {
    let mut found = Found::default();
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::TypeSection(groups) => {
                for group in groups {
                    found.takes.extend(group?.types().map(|ty| taken(&ty.composite_type.inner)));
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    found.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::FunctionSection(functions) => {
                for ty in functions {
                    found.types.push(ty?);
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    if export.kind == ExternalKind::Func {
                        found.exported.insert(export.index);
                        found.crashed = found.crashed.or(export.name.starts_with(CRASHED).then_some(export.index));
                    }
                }
            }
            Payload::CodeSectionStart { range, .. } => found.code_start = index(range.start),
            Payload::CodeSectionEntry(body) => found.bodies.push(body),
            Payload::DataSection(data) => found.data = Some(places(&data.range())),
            _ => {}
        }
    }
    Ok(found)
}

/// How many 32-bit numbers a function of a type takes, where it takes nothing else and gives nothing back.
fn taken(ty: &CompositeInnerType) -> Option<usize> {
    let CompositeInnerType::Func(func) = ty else { return None };
    let whole = func.results().is_empty() && func.params().iter().all(|ty| *ty == ValType::I32);
    whole.then_some(func.params().len())
}

impl Found<'_> {
    /// How many 32-bit numbers a function takes; `None` for one that takes others, gives something back or comes from outside.
    fn taken_by(&self, function: u32) -> Option<usize> {
        let ty = self.types.get(index(function.checked_sub(self.imported)?.into()))?;
        *self.takes.get(index((*ty).into()))?
    }

    /// The functions that never return. One that calls something from outside, or another such function that does, throws an
    /// exception of JavaScript: that is an answer to its caller and no panic.
    fn panics(&self, crashed: u32) -> Result<BTreeSet<u32>, BinaryReaderError> {
        let mut never = Vec::new();
        for (function, body) in (self.imported..).zip(&self.bodies) {
            if self.taken_by(function).is_some()
                && function != crashed
                && let Some(calls) = calls_if_it_never_returns(body)?
            {
                never.push((function, calls));
            }
        }
        let mut throws: BTreeSet<u32> = BTreeSet::new();
        loop {
            let throwing = |calls: &[u32]| calls.iter().any(|to| *to < self.imported || throws.contains(to));
            let more: Vec<u32> = never.iter().filter(|(of, calls)| !throws.contains(of) && throwing(calls)).map(|(of, _)| *of).collect();
            if more.is_empty() {
                break;
            }
            throws.extend(more);
        }
        Ok(never.into_iter().map(|(of, _)| of).filter(|of| !throws.contains(of) && !self.exported.contains(of)).collect())
    }

    /// What a function does only to call a panic: all between the last place where it could go another way, or at which it
    /// called anything else, and the call.
    fn words(&self, body: &FunctionBody<'_>, panics: &BTreeSet<u32>) -> Result<Vec<Words>, BinaryReaderError> {
        let mut found = Vec::new();
        let mut start = None;
        let mut called = None;
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, at) = operator?;
            if let Some(words) = called.take().filter(|_| matches!(operator, Operator::Unreachable)) {
                found.push(words);
            }
            let from = *start.get_or_insert(at);
            match operator {
                Operator::Call { function_index } if panics.contains(&function_index) => {
                    let place = index(from)..index(at);
                    called = self.taken_by(function_index).map(|parameters| Words { place, parameters });
                    start = None;
                }
                Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } | Operator::Else | Operator::End => start = None,
                Operator::Br { .. } | Operator::BrIf { .. } | Operator::BrTable { .. } | Operator::Return => start = None,
                Operator::Call { .. } | Operator::CallIndirect { .. } | Operator::Unreachable => start = None,
                _ => {}
            }
        }
        Ok(found)
    }
}

/// What a function calls that has no way out: no `return`, no branch to its end, and an end that is not reached.
fn calls_if_it_never_returns(body: &FunctionBody<'_>) -> Result<Option<Vec<u32>>, BinaryReaderError> {
    let mut calls = Vec::new();
    let (mut depth, mut last_is_unreachable, mut end_is_unreachable) = (0_u32, false, false);
    for operator in body.get_operators_reader()? {
        let operator = operator?;
        let leaves = |to: u32| to >= depth;
        match &operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
            Operator::End if depth == 0 => end_is_unreachable = last_is_unreachable,
            Operator::End => depth -= 1,
            Operator::Call { function_index } => calls.push(*function_index),
            Operator::Return | Operator::ReturnCall { .. } | Operator::ReturnCallIndirect { .. } => return Ok(None),
            Operator::Br { relative_depth } | Operator::BrIf { relative_depth } if leaves(*relative_depth) => return Ok(None),
            Operator::BrTable { targets } => {
                for target in targets.targets().chain([Ok(targets.default())]) {
                    if leaves(target?) {
                        return Ok(None);
                    }
                }
            }
            _ => {}
        }
        last_is_unreachable = matches!(operator, Operator::Unreachable);
    }
    Ok(end_is_unreachable.then_some(calls))
}

/// Puts a call in the place of a function's body, which keeps its length: the rest are returns, which are never come to. False
/// where there is no room: such a body says nothing anyway.
fn put_call(body: &mut [u8], function: u32) -> bool {
    // No locals.
    let mut call = vec![0, CALL];
    function.encode(&mut call);
    let (Some(rest), Some((begin, end))) = (body.len().checked_sub(call.len() + 1), body.split_at_mut_checked(call.len())) else {
        return false;
    };
    begin.copy_from_slice(&call);
    end.fill(RETURN);
    if let Some(last) = end.get_mut(rest) {
        *last = END;
    }
    true
}

/// Puts zeros for a call in the place of what led to it. False where there is no room: some came from before.
fn put_zeros(words: &mut [u8], parameters: usize) -> bool {
    let Some(rest) = words.len().checked_sub(2 * parameters) else { return false };
    let Some((begin, zeros)) = words.split_at_mut_checked(rest) else { return false };
    begin.fill(NOP);
    zeros.chunks_mut(2).for_each(|zero| zero.copy_from_slice(&[I32_CONST, 0]));
    true
}

fn places(range: &Range<u64>) -> Range<usize> {
    index(range.start)..index(range.end)
}

/// A place in the program's bytes.
fn index(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::relocations::PLACES;
    use super::*;
    use wasm_encoder::{
        BlockType, CodeSection, CustomSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection, Module,
        TypeSection,
    };

    /// What stands in a function of the test's program.
    type Write = fn(&mut Function);

    /// A type and what is in a function of it. Types: 0 takes and gives nothing, 1 gives a number, 2 takes one.
    type Of = (u32, Write);

    /// Functions: 0 from outside, 1 `crashed`, then these. Relocations of function numbers stand so many bytes into the bodies of
    /// functions of its own, each with a symbol.
    fn program(functions: &[Of], places: &[(usize, usize, u8)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [wasm_encoder::ValType::I32]);
        types.ty().function([wasm_encoder::ValType::I32], []);
        let mut imports = ImportSection::new();
        imports.import("outside", "throw", EntityType::Function(0));
        let mut numbers = FunctionSection::new();
        let mut code = CodeSection::new();
        let crashed: Of = (0, |body| {
            body.instructions().call(0).unreachable();
        });
        for (ty, write) in [crashed].iter().chain(functions) {
            numbers.function(*ty);
            let mut body = Function::new([]);
            write(&mut body);
            body.instructions().end();
            code.function(&body);
        }
        let mut exports = ExportSection::new();
        exports.export("crashed_0a1b", ExportKind::Func, 1);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&numbers).section(&exports).section(&code);
        let whole = module.clone().finish();
        let found = read(&whole).unwrap();
        let mut data = vec![4];
        u32::try_from(places.len()).unwrap().encode(&mut data);
        for (function, offset, symbol) in places {
            let start = index(found.bodies[*function].range().start) - found.code_start;
            data.push(0);
            u32::try_from(start + offset).unwrap().encode(&mut data);
            data.push(*symbol);
        }
        module.section(&CustomSection { name: PLACES.into(), data: data.into() });
        module.finish()
    }

    const PANICS: Of = (0, |body| {
        body.instructions().i32_const(7).drop().block(BlockType::Empty).br(0).end().unreachable();
    });
    const RETURNS: Of = (0, |body| {
        body.instructions().block(BlockType::Empty).br(1).end().unreachable();
    });
    const THROWS: Of = (0, |body| {
        body.instructions().call(0).call(0).unreachable();
    });
    const THROWS_BY_ANOTHER: Of = (0, |body| {
        body.instructions().call(4).nop().nop().unreachable();
    });
    const TRAPS: Of = (0, |body| {
        body.instructions().unreachable();
    });
    const GIVES_BACK: Of = (1, |body| {
        body.instructions().nop().nop().nop().nop().unreachable();
    });

    #[test]
    fn what_never_returns_calls_crashed_and_everything_else_stays_as_it_was() {
        let with = |first: Of| [first, RETURNS, THROWS, THROWS_BY_ANOTHER, TRAPS, GIVES_BACK];
        // Function 2 is the panic; 3 returns, 4 throws, 5 throws by 4.
        let before = program(&with(PANICS), &[(0, 2, 9), (1, 2, 8), (2, 2, 7)]);
        let after: Of = (0, |body| {
            body.instructions().call(1).return_().return_().return_().return_().return_().return_().return_();
        });
        assert_eq!(without_words(&before), Ok(program(&with(after), &[(0, 2, 9), (2, 2, 7)])));
    }

    #[test]
    fn who_calls_a_panic_no_longer_tells_it_anything() {
        let panics: Of = (2, |body| {
            body.instructions().nop().nop().nop().nop().unreachable();
        });
        // What is done before a way out, or for another call, stays.
        let calls: Of = (0, |body| {
            body.instructions()
                .block(BlockType::Empty)
                .i32_const(5)
                .br_if(0)
                .i32_const(1_000)
                .i32_const(2_000)
                .drop()
                .call(2)
                .unreachable()
                .end();
            body.instructions().i32_const(6).drop().call(0).i32_const(3_000).i32_const(4_000).i32_add().call(2).unreachable();
        });
        // The number came from before the way out: there is no room for another, and the words stay.
        let came_before: Of = (0, |body| {
            body.instructions().block(BlockType::Empty).i32_const(7).br_if(0);
            body.instructions().i32_const(8).i32_const(9).if_(BlockType::Empty).end().call(2).unreachable().end();
        });
        let before = program(&[panics, calls, came_before], &[(2, 8, 6), (2, 15, 5), (2, 24, 4), (3, 9, 3)]);
        let silent: Of = (2, |body| {
            body.instructions().call(1).return_().return_().return_();
        });
        let quiet: Of = (0, |body| {
            body.instructions()
                .block(BlockType::Empty)
                .i32_const(5)
                .br_if(0)
                .nop()
                .nop()
                .nop()
                .nop()
                .nop()
                .i32_const(0)
                .call(2)
                .unreachable()
                .end();
            body.instructions().i32_const(6).drop().call(0).nop().nop().nop().nop().nop().i32_const(0).call(2).unreachable();
        });
        // The places of the calls themselves stay, those in what was told are gone.
        assert_eq!(without_words(&before), Ok(program(&[silent, quiet, came_before], &[(2, 15, 5), (3, 9, 3)])));
    }

    #[test]
    fn a_program_without_crashed_or_without_panics_is_not_taken_for_one_that_was_changed() {
        assert_eq!(without_words(&program(&[RETURNS, GIVES_BACK], &[])), Err("the program has no panic".to_owned()));
        let unnamed = without_words(&[0, 97, 115, 109, 1, 0, 0, 0]);
        assert_eq!(unnamed, Err("the program has no export `crashed_…`".to_owned()));
    }
}
