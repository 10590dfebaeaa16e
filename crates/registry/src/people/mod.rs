//! People: their accounts, their sessions, and their roles in organisations.
//!
//! Law: nothing here tells whether somebody has an account to those who do not know its password, and no message, event
//! or entry of the audit trail has a name or an address in it.

mod account;
mod members;
mod password;
mod session;

pub use account::{
    NewPerson, operator_set, own_account, password_change, password_reset, people,
    people_at_the_machine, person_create, person_erase, person_remove,
};
pub use members::{
    INVITATION_LIFE, NewInvitation, invitation, invitation_accept, invitation_enrol, invitations,
    invite, member, members, role_grant, role_leave, role_set, role_take, uninvite,
};
pub use password::first_password;
pub use session::{
    Begun, Present, SESSION_LIFE, SessionRandom, SignIn, Vouched, present, session_count, sign_in,
    sign_in_vouched, sign_out, sign_out_everywhere,
};
