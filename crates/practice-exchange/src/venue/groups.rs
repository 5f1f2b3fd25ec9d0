//! `Groups`: the orders that cancel each other. A group is resolved by the first fill, cancel or reject of a member, and
//! its id is refused in its account from then on.

#[derive(Debug, Default)]
pub(super) struct Groups(Vec<Group>);

#[derive(Debug)]
struct Group {
    account: usize,
    id: String,
    members: Vec<u64>,
    resolved: bool,
}

impl Groups {
    /// Adds an order to a group, which is made if need be; false when the group is resolved.
    pub(super) fn join(&mut self, account: usize, id: &str, order: u64) -> bool {
        match self.position(account, id) {
            Ok(at) => self.0.get_mut(at).filter(|group| !group.resolved).map(|group| group.members.push(order)).is_some(),
            Err(at) => {
                self.0.insert(at, Group { account, id: id.to_owned(), members: vec![order], resolved: false });
                true
            }
        }
    }

    /// Resolves a group and gives its members; none when it is resolved already. A strategy's own id, which nobody can
    /// use again, need not be kept.
    pub(super) fn resolve(&mut self, account: usize, id: &str, keep: bool) -> Vec<u64> {
        let Ok(at) = self.position(account, id) else { return Vec::new() };
        if !keep {
            return self.0.remove(at).members;
        }
        let Some(group) = self.0.get_mut(at) else { return Vec::new() };
        group.resolved = true;
        std::mem::take(&mut group.members)
    }

    fn position(&self, account: usize, id: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|group| (group.account, group.id.as_str()).cmp(&(account, id)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_resolved_once() {
        let mut groups = Groups::default();
        assert!(groups.join(0, "g", 1) && groups.join(0, "g", 2) && groups.join(1, "g", 3) && groups.join(0, "a", 4));
        assert_eq!(groups.resolve(0, "g", true), [1, 2]);
        assert!(groups.resolve(0, "g", true).is_empty());
        assert!(!groups.join(0, "g", 5));
        assert!(groups.resolve(0, "g", true).is_empty());
        assert_eq!((groups.resolve(1, "g", false), groups.resolve(0, "x", true)), (vec![3], vec![]));
        assert!(groups.join(1, "g", 6));
    }
}
