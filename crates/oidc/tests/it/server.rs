//! As much of an HTTP server as an issuer needs: a thread, a port, one request for each connection.

use std::{
    io::{BufRead as _, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) authorization: Option<String>,
    pub(crate) form: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) location: Option<String>,
    pub(crate) body: String,
}

/// What the server does with a request; `None` leaves it without an answer, the connection open.
pub(crate) type Handler = dyn Fn(&Request) -> Option<Response> + Send + Sync;

pub(crate) struct Server {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

trait Stream: Read + Write {}
impl<T: Read + Write> Stream for T {}

impl Server {
    pub(crate) fn start(
        tls: Option<Arc<ServerConfig>>,
        listener: TcpListener,
        handler: Arc<Handler>,
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let is_over = Arc::new(AtomicBool::new(false));
        let seen_over = Arc::clone(&is_over);
        let thread = thread::spawn(move || {
            let mut left_open: Vec<Box<dyn Stream>> = Vec::new();
            for stream in listener.incoming() {
                if seen_over.load(Ordering::SeqCst) {
                    return;
                }
                let mut stream = opened(stream.unwrap(), tls.as_ref());
                // A client that does not trust us hangs up in the middle.
                let Some(request) = read(&mut stream) else { continue };
                match handler(&request) {
                    Some(response) => write(&mut stream, &response),
                    None => left_open.push(stream),
                }
            }
        });
        Self { address, is_over, thread: Some(thread) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn opened(stream: TcpStream, tls: Option<&Arc<ServerConfig>>) -> Box<dyn Stream> {
    match tls {
        Some(config) => {
            let connection = ServerConnection::new(Arc::clone(config)).unwrap();
            Box::new(StreamOwned::new(connection, stream))
        }
        None => Box::new(stream),
    }
}

fn read(stream: &mut dyn Read) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let (method, target) = line.trim_end().strip_suffix(" HTTP/1.1")?.split_once(' ')?;
    let (method, target) = (method.to_owned(), target.to_owned());
    let mut authorization = None;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => authorization = Some(value.to_owned()),
            "content-length" => length = value.parse().ok()?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let pairs = |text: &[u8]| url::form_urlencoded::parse(text).into_owned().collect();
    Some(Request {
        method,
        path: path.to_owned(),
        query: pairs(query.as_bytes()),
        authorization,
        form: pairs(&body),
    })
}

fn write(stream: &mut dyn Write, response: &Response) {
    let location = match &response.location {
        Some(location) => format!("Location: {location}\r\n"),
        None => String::new(),
    };
    let head = format!(
        "HTTP/1.1 {} Such\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n{location}\r\n",
        response.status,
        response.body.len()
    );
    // A client that has read enough hangs up.
    stream.write_all(head.as_bytes()).ok();
    stream.write_all(response.body.as_bytes()).ok();
    stream.flush().ok();
}
