//! The store: what every store must do, and what no mishap may do to it.

mod contract;
mod damage;
pub(crate) mod dice;
mod known;
#[cfg(unix)]
mod links;
mod place;
mod sim_disk;
mod simulation;
mod survival;

/// Runs each case on every store.
macro_rules! on_every_store {
    ($($room:ident { $($case:ident,)* })*) => {
        mod on_the_real_disk {
            $($(#[test] fn $case() { super::$room::$case(super::place::Place::on_the_real_disk()); })*)*
        }
        mod on_the_portable_disk {
            $($(#[test] fn $case() { super::$room::$case(super::place::Place::on_the_portable_disk()); })*)*
        }
        mod on_a_simulated_disk {
            $($(#[test] fn $case() { super::$room::$case(super::place::Place::on_a_simulated_disk()); })*)*
        }
    };
}

on_every_store! {
    contract {
    an_empty_catalog_has_no_role_and_no_finding,
    a_folder_that_is_not_there_is_no_catalog,
    standards_are_read_alone_as_they_are_in_the_snapshot,
    a_draft_is_kept_as_it_was_written,
    a_draft_replaces_another_only_when_it_is_meant_to,
    a_discarded_draft_leaves_no_role_behind,
    revisions_form_a_chain_of_numbers_and_hashes,
    the_same_words_published_twice_have_different_hashes,
    publishing_on_a_stale_revision_is_a_conflict_and_changes_nothing,
    the_draft_stays_until_it_is_discarded,
    a_role_that_cannot_be_read_back_is_not_published,
    a_retired_role_keeps_its_history_and_can_be_taken_up_again,
    the_revision_of_a_day_is_the_newest_that_is_effective_by_then,
    a_later_revision_wins_even_when_it_is_effective_earlier,
    two_stores_of_one_folder_see_what_each_other_published,
    one_role_reads_as_it_does_in_the_snapshot,
    }
    damage {
    a_broken_role_is_not_published_and_keeps_no_other_from_it,
    an_altered_revision_is_named_and_ends_what_can_be_trusted,
    a_gap_in_the_numbers_is_named,
    the_ledger_misses_a_last_revision_that_is_gone,
    the_ledger_misses_a_role_whose_files_are_gone,
    a_role_is_found_in_a_ledger_too_long_to_be_held,
    a_ledger_line_without_its_revision_is_named,
    a_revision_that_was_put_in_place_of_another_is_not_as_recorded,
    a_revision_under_another_number_is_named,
    a_draft_under_the_name_of_a_revision_and_the_other_way_round_are_named,
    a_ledger_that_is_cut_off_in_a_line_is_mended_by_publishing,
    a_ledger_that_is_cut_off_in_a_line_is_mended_by_repairing,
    a_ledger_line_that_cannot_be_read_is_named_and_left_alone,
    a_ledger_that_states_two_hashes_for_one_revision_is_named,
    a_revision_that_is_not_recorded_is_recorded_by_repairing_once,
    repairing_removes_temporary_files_and_the_draft_that_is_published,
    a_temporary_file_is_in_nobodys_way,
    what_does_not_belong_is_named_and_not_read,
    line_ends_and_a_byte_order_mark_do_not_alter_a_revision,
    an_unknown_organisation_is_named,
    an_empty_file_and_one_of_zeros_are_named,
    }
}
