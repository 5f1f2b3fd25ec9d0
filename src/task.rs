//! Starting what happens later: one place, because every kind of future given to the browser's queue is compiled anew.

use std::future::Future;

/// Runs a task on its own; nothing waits for it.
pub(crate) fn start(task: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(boxed(task));
}

#[inline(never)]
fn boxed(task: impl Future<Output = ()> + 'static) -> futures::future::LocalBoxFuture<'static, ()> {
    Box::pin(task)
}
