//! The relocations of a program's code: where in it a number stands that the cut may change.

use wasm_encoder::{CustomSection, Encode as _, Module, RawSection};
use wasmparser::{BinaryReaderError, CustomSectionReader, KnownCustom, Parser, Payload};

use super::index;

/// The section that they stand in.
pub(super) const PLACES: &str = "reloc.CODE";

/// The program without the relocations whose offset in the code is gone.
pub(super) fn without(program: &[u8], is_gone: &dyn Fn(u32) -> bool) -> Result<Vec<u8>, BinaryReaderError> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(program) {
        let payload = payload?;
        match &payload {
            Payload::CustomSection(section) if section.name() == PLACES => {
                let data = kept_places(section, is_gone)?;
                module.section(&CustomSection { name: PLACES.into(), data: data.into() });
            }
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let data = program.get(index(range.start)..index(range.end)).unwrap_or_default();
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(module.finish())
}

/// The entries that are kept, as they are written.
fn kept_places(section: &CustomSectionReader<'_>, is_gone: &dyn Fn(u32) -> bool) -> Result<Vec<u8>, BinaryReaderError> {
    let KnownCustom::Reloc(places) = section.as_known() else { return Ok(section.data().to_vec()) };
    let mut entries = Vec::new();
    for place in places.entries().into_iter_with_offsets() {
        let (start, place) = place?;
        entries.push((index(start.saturating_sub(section.data_offset())), is_gone(place.offset)));
    }
    let ends = entries.iter().skip(1).map(|(start, _)| *start).chain([section.data().len()]);
    let (mut kept, mut count) = (Vec::new(), 0_u32);
    for ((start, is_gone), end) in entries.iter().zip(ends) {
        if !is_gone {
            count += 1;
            kept.extend_from_slice(section.data().get(*start..end).unwrap_or_default());
        }
    }
    let mut data = Vec::new();
    places.section_index().encode(&mut data);
    count.encode(&mut data);
    data.extend(kept);
    Ok(data)
}
