//! Any bytes: a document or a reason, and what is read is written and read again alike.
#![no_main]

use blueprint::{Parsed, Place, Pointer, Syntax, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for syntax in [Syntax::Json, Syntax::Yaml] {
        match parse(bytes, syntax) {
            Ok(parsed) => {
                let again = parse(parsed.canonical(), Syntax::Json).expect("canonical bytes parse");
                assert_eq!(again, parsed);
                assert_eq!(Parsed::of(again.into_value()).expect("a value is kept"), parsed);
            }
            Err(error) => assert!(!error.finding().message.de.is_empty()),
        }
    }
    let _somewhere = Place::of(bytes, &Pointer::new("/process/nodes/0"));
});
