//! A piece of the cut program put into another, which then brings it along.
//!
//! The pieces that the cut makes share one memory, one table and one global, and call each other through that table only: what one
//! adds to another is its types, its functions, its entries in the table and its data.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error as Reencoding, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, DataCountSection, DataSection, ElementSection, FunctionSection, Module, RawSection, SectionId, TypeSection,
};
use wasmparser::{
    CodeSectionReader, DataSectionReader, ElementSectionReader, ExternalKind, FunctionSectionReader, Parser, Payload, TypeRef,
    TypeSectionReader,
};

/// The module that the pieces import what they share from.
const SHARED: &str = "__wasm_split";

/// `host` with everything that is in `guest`.
pub(super) fn into(host: &[u8], guest: &[u8]) -> Result<Vec<u8>, String> {
    let host = Piece::read(host)?;
    let guest = Piece::read(guest)?;
    if guest.imported != guest.shared.len() {
        return Err("it takes more from outside than the pieces share".to_owned());
    }
    let places = |kind: ExternalKind| {
        let of_guest = guest.shared.iter().filter(|(_, (of, _))| *of == kind);
        let pairs = of_guest
            .map(|(name, (_, at))| host.shared.get(name).map(|(_, there)| (*at, *there)).ok_or_else(|| format!("there is no {name}")));
        pairs.collect::<Result<BTreeMap<u32, u32>, String>>()
    };
    let mut moved = Moved {
        types: host.types_count,
        functions: host.functions_count,
        data: host.data_count,
        memories: places(ExternalKind::Memory)?,
        tables: places(ExternalKind::Table)?,
        globals: places(ExternalKind::Global)?,
    };
    host.joined(&guest, &mut moved).map_err(|why| why.to_string())
}

/// All of these together; `None` where there are none. The one that takes the most of what the pieces share goes first.
pub(super) fn all(mut pieces: Vec<Vec<u8>>) -> Result<Option<Vec<u8>>, String> {
    pieces.sort_by_cached_key(|program| Reverse(Piece::read(program).map_or(0, |piece| piece.shared.len())));
    let mut pieces = pieces.into_iter();
    let Some(mut together) = pieces.next() else { return Ok(None) };
    for piece in pieces {
        together = into(&together, &piece)?;
    }
    Ok(Some(together))
}

/// A module in its sections.
#[derive(Default)]
struct Piece<'a> {
    program: &'a [u8],
    types: Option<TypeSectionReader<'a>>,
    functions: Option<FunctionSectionReader<'a>>,
    elements: Option<ElementSectionReader<'a>>,
    code: Option<CodeSectionReader<'a>>,
    data: Option<DataSectionReader<'a>>,
    /// All others, as they are.
    others: Vec<(u8, &'a [u8])>,
    types_count: u32,
    functions_count: u32,
    data_count: u32,
    imported: usize,
    /// What it takes from or gives to the others, by name.
    shared: BTreeMap<&'a str, (ExternalKind, u32)>,
}

impl<'a> Piece<'a> {
    fn read(program: &'a [u8]) -> Result<Piece<'a>, String> {
        let mut piece = Piece { program, ..Piece::default() };
        piece.look().map_err(|why| why.to_string())?;
        Ok(piece)
    }

    fn look(&mut self) -> Result<(), wasmparser::BinaryReaderError> {
        let (mut memories, mut tables, mut globals) = (0, 0, 0);
        for payload in Parser::new(0).parse_all(self.program) {
            let payload = payload?;
            let section = payload.as_section();
            match payload {
                Payload::TypeSection(types) => {
                    self.types_count = types.count();
                    self.types = Some(types);
                }
                Payload::FunctionSection(functions) => {
                    self.functions_count += functions.count();
                    self.functions = Some(functions);
                }
                Payload::ElementSection(elements) => self.elements = Some(elements),
                Payload::CodeSectionStart { range, .. } => {
                    let data = self.program.get(index(range.start)..index(range.end)).unwrap_or_default();
                    self.code = Some(CodeSectionReader::new(wasmparser::BinaryReader::new(data, range.start))?);
                }
                Payload::DataSection(data) => {
                    self.data_count = data.count();
                    self.data = Some(data);
                }
                Payload::CodeSectionEntry(_) | Payload::DataCountSection { .. } => {}
                payload => {
                    if let Payload::ImportSection(imports) = &payload {
                        for import in imports.clone().into_imports() {
                            let import = import?;
                            self.imported += 1;
                            let counted = match import.ty {
                                TypeRef::Memory(_) => Some((ExternalKind::Memory, &mut memories)),
                                TypeRef::Table(_) => Some((ExternalKind::Table, &mut tables)),
                                TypeRef::Global(_) => Some((ExternalKind::Global, &mut globals)),
                                TypeRef::Func(_) | TypeRef::FuncExact(_) => {
                                    self.functions_count += 1;
                                    None
                                }
                                TypeRef::Tag(_) => None,
                            };
                            let Some((kind, next)) = counted else { continue };
                            if import.module == SHARED {
                                self.shared.insert(import.name, (kind, *next));
                            }
                            *next += 1;
                        }
                    }
                    if let Payload::ExportSection(exports) = &payload {
                        for export in exports.clone() {
                            let export = export?;
                            self.shared.insert(export.name, (export.kind, export.index));
                        }
                    }
                    if let Some((id, range)) = section {
                        self.others.push((id, self.program.get(index(range.start)..index(range.end)).unwrap_or_default()));
                    }
                }
            }
        }
        Ok(())
    }

    fn joined(&self, guest: &Piece<'_>, moved: &mut Moved) -> Result<Vec<u8>, Reencoding> {
        let mut sections = Sections::default();
        sections.add(self, &mut RoundtripReencoder)?;
        sections.add(guest, moved)?;
        let Sections { types, functions, elements, code, data } = sections;

        let mut module = Module::new();
        let custom = u8::from(SectionId::Custom);
        let others = |module: &mut Module, which: &dyn Fn(u8) -> bool| {
            for (id, data) in self.others.iter().filter(|(id, _)| which(*id)) {
                module.section(&RawSection { id: *id, data });
            }
        };
        let (import, element) = (u8::from(SectionId::Import), u8::from(SectionId::Element));
        module.section(&types);
        others(&mut module, &|id| id == import);
        module.section(&functions);
        others(&mut module, &|id| id != custom && id > import && id < element || id == u8::from(SectionId::Tag));
        module.section(&elements);
        module.section(&DataCountSection { count: data.len() });
        module.section(&code).section(&data);
        others(&mut module, &|id| id == custom);
        Ok(module.finish())
    }
}

/// The sections of a module that consist of parts of both.
#[derive(Default)]
struct Sections {
    types: TypeSection,
    functions: FunctionSection,
    elements: ElementSection,
    code: CodeSection,
    data: DataSection,
}

impl Sections {
    /// Adds a piece's own, with numbers as they are in the whole.
    fn add(&mut self, piece: &Piece<'_>, numbers: &mut impl Reencode<Error = std::convert::Infallible>) -> Result<(), Reencoding> {
        for section in piece.types.iter().cloned() {
            numbers.parse_type_section(&mut self.types, section)?;
        }
        for section in piece.functions.iter().cloned() {
            numbers.parse_function_section(&mut self.functions, section)?;
        }
        for section in piece.elements.iter().cloned() {
            numbers.parse_element_section(&mut self.elements, section)?;
        }
        for section in piece.code.iter().cloned() {
            numbers.parse_code_section(&mut self.code, section)?;
        }
        for section in piece.data.iter().cloned() {
            numbers.parse_data_section(&mut self.data, section)?;
        }
        Ok(())
    }
}

/// Where what a guest names by number has come to stand in its host.
struct Moved {
    types: u32,
    functions: u32,
    data: u32,
    memories: BTreeMap<u32, u32>,
    tables: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
}

impl Reencode for Moved {
    type Error = std::convert::Infallible;

    fn type_index(&mut self, ty: u32) -> Result<u32, Reencoding> {
        Ok(self.types + ty)
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Reencoding> {
        Ok(self.functions + function)
    }

    fn data_index(&mut self, data: u32) -> Result<u32, Reencoding> {
        Ok(self.data + data)
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Reencoding> {
        Ok(self.memories.get(&memory).copied().unwrap_or(memory))
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Reencoding> {
        Ok(self.tables.get(&table).copied().unwrap_or(table))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Reencoding> {
        Ok(self.globals.get(&global).copied().unwrap_or(global))
    }
}

fn index(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        BlockType, ConstExpr, Elements, EntityType, ExportKind, ExportSection, Function, GlobalSection, GlobalType, ImportSection,
        MemorySection, MemoryType, RefType, TableSection, TableType, ValType,
    };

    const TABLE: TableType = TableType { element_type: RefType::FUNCREF, table64: false, minimum: 9, maximum: None, shared: false };
    const MEMORY: MemoryType = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
    const GLOBAL: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

    /// What stands in a function of a test's module.
    type Write<'a> = &'a dyn Fn(&mut Function);

    /// What a module of these tests has: types, functions with their types and bodies, places in the table with functions, data.
    struct Has<'a> {
        types: &'a [(&'a [ValType], &'a [ValType])],
        functions: &'a [(u32, Write<'a>)],
        places: &'a [(i32, u32)],
        data: &'a [(i32, &'a [u8])],
    }

    /// The owner of what is shared has two tables, of which the second is the shared one, and two globals; function 0 comes from elsewhere.
    fn owner(has: &Has<'_>) -> Vec<u8> {
        let mut imports = ImportSection::new();
        imports.import("elsewhere", "throw", EntityType::Function(0));
        let (mut tables, mut memories, mut globals) = (TableSection::new(), MemorySection::new(), GlobalSection::new());
        tables.table(TableType { element_type: RefType::EXTERNREF, ..TABLE }).table(TABLE);
        memories.memory(MEMORY);
        globals.global(GLOBAL, &ConstExpr::i32_const(0)).global(GLOBAL, &ConstExpr::i32_const(64));
        let mut exports = ExportSection::new();
        exports.export("table", ExportKind::Table, 1).export("memory", ExportKind::Memory, 0).export("stack", ExportKind::Global, 1);
        write(has, 1, |module, functions| {
            module.section(&imports).section(functions).section(&tables).section(&memories).section(&globals).section(&exports);
        })
    }

    fn guest(has: &Has<'_>, shared: &str) -> Vec<u8> {
        let mut imports = ImportSection::new();
        imports.import(shared, "stack", EntityType::Global(GLOBAL)).import(shared, "table", EntityType::Table(TABLE));
        imports.import(shared, "memory", EntityType::Memory(MEMORY));
        write(has, 0, |module, functions| {
            module.section(&imports).section(functions);
        })
    }

    fn write(has: &Has<'_>, table: u32, middle: impl Fn(&mut Module, &FunctionSection)) -> Vec<u8> {
        let (mut types, mut functions, mut code) = (TypeSection::new(), FunctionSection::new(), CodeSection::new());
        for (takes, gives) in has.types {
            types.ty().function(takes.iter().copied(), gives.iter().copied());
        }
        for (ty, write) in has.functions {
            functions.function(*ty);
            let mut body = Function::new([]);
            write(&mut body);
            body.instructions().end();
            code.function(&body);
        }
        let (mut elements, mut data) = (ElementSection::new(), DataSection::new());
        for (place, function) in has.places {
            elements.active(
                Some(table).filter(|table| *table > 0),
                &ConstExpr::i32_const(*place),
                Elements::Functions((&[*function]).into()),
            );
        }
        for (place, bytes) in has.data {
            data.active(0, &ConstExpr::i32_const(*place), bytes.iter().copied());
        }
        let mut module = Module::new();
        module.section(&types);
        middle(&mut module, &functions);
        module.section(&elements).section(&DataCountSection { count: data.len() }).section(&code).section(&data);
        module.finish()
    }

    #[test]
    fn what_a_guest_has_comes_after_what_its_host_has_and_names_what_they_share_as_the_host_does() {
        let (number, calls): (&[ValType], Write<'_>) = (&[ValType::I32], &|body| {
            body.instructions().call(0).global_get(0).drop();
        });
        let host = owner(&Has { types: &[(&[], &[])], functions: &[(0, calls)], places: &[(1, 1)], data: &[(8, b"host")] });
        // Calls its other function, takes its own global 0 and table 0, and has a block of its own type.
        let theirs: Write<'_> = &|body| {
            body.instructions().i32_const(1).block(BlockType::FunctionType(1)).end().call(1);
            body.instructions().global_get(0).i32_const(3).call_indirect(0, 1);
        };
        let empty: Write<'_> = &|_| {};
        let types: &[(&[ValType], &[ValType])] = &[(number, &[]), (number, number)];
        let guest = guest(&Has { types, functions: &[(0, theirs), (0, empty)], places: &[(3, 0)], data: &[(16, b"guest")] }, SHARED);
        let moved: Write<'_> = &|body| {
            body.instructions().i32_const(1).block(BlockType::FunctionType(2)).end().call(3);
            body.instructions().global_get(1).i32_const(3).call_indirect(1, 2);
        };
        let together = owner(&Has {
            types: &[(&[], &[]), (number, &[]), (number, number)],
            functions: &[(0, calls), (1, moved), (1, empty)],
            places: &[(1, 1), (3, 2)],
            data: &[(8, b"host"), (16, b"guest")],
        });
        assert_eq!(into(&host, &guest), Ok(together));
    }

    #[test]
    fn pieces_come_together_whichever_is_told_first() {
        let empty: Write<'_> = &|_| {};
        let piece = |at: i32, data: &[u8]| {
            guest(&Has { types: &[(&[], &[])], functions: &[(0, empty)], places: &[(at, 0)], data: &[(8, data)] }, SHARED)
        };
        // It takes nothing of what the others share.
        let lonely = Module::new().finish();
        let types: &[(&[ValType], &[ValType])] = &[(&[], &[]), (&[], &[])];
        let functions: &[(u32, Write<'_>)] = &[(0, empty), (1, empty)];
        let together = guest(&Has { types, functions, places: &[(1, 0), (2, 1)], data: &[(8, b"one"), (8, b"two")] }, SHARED);
        assert_eq!(all(vec![lonely.clone(), piece(1, b"one"), piece(2, b"two")]), Ok(Some(together)));
        assert_eq!((all(vec![lonely.clone()]), all(Vec::new())), (Ok(Some(lonely)), Ok(None)));
    }

    #[test]
    fn a_guest_that_takes_anything_else_is_refused() {
        let nothing = Has { types: &[], functions: &[], places: &[], data: &[] };
        let host = owner(&Has { types: &[(&[], &[])], ..nothing });
        assert_eq!(into(&host, &guest(&nothing, "another")), Err("it takes more from outside than the pieces share".to_owned()));
        let bare = Module::new().finish();
        assert_eq!(into(&bare, &guest(&nothing, SHARED)), Err("there is no memory".to_owned()));
    }
}
