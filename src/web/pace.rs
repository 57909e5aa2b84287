//! How long a client may keep a connection waiting. A stream that fails when nothing moves for too long, with a time of
//! its own for each phase of a request: that is what hyper does not tell apart.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

use super::limits::Limits;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing has been heard of it yet, or not since its last answer.
    Silent,
    /// A request's head is coming in.
    Head,
    /// We are working on an answer; the client need not do anything.
    Work,
    /// An answer is going out.
    Answer,
}

/// The pace of one connection, shared by its stream and by whoever answers on it.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    now: Arc<Mutex<(Phase, Option<Instant>)>>,
    head: Duration,
    idle: Duration,
    response: Duration,
}

impl Pace {
    pub(super) fn new(limits: &Limits) -> Self {
        let first = Some(Instant::now() + limits.first_byte);
        let now = Arc::new(Mutex::new((Phase::Silent, first)));
        Self { now, head: limits.head, idle: limits.idle, response: limits.response }
    }

    /// A request is there and is being answered.
    pub(super) fn working(&self) {
        *self.now() = (Phase::Work, None);
    }

    /// The answer is going out.
    pub(super) fn answering(&self) {
        *self.now() = (Phase::Answer, Some(Instant::now() + self.response));
    }

    fn now(&self) -> MutexGuard<'_, (Phase, Option<Instant>)> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes came in.
    fn heard(&self) {
        let mut now = self.now();
        if now.0 == Phase::Silent {
            *now = (Phase::Head, Some(Instant::now() + self.head));
        }
    }

    /// Bytes are to go out.
    fn speaking(&self) {
        let mut now = self.now();
        if now.0 == Phase::Silent {
            *now = (Phase::Answer, Some(Instant::now() + self.response));
        }
    }

    /// All that was to go out has gone.
    fn spoken(&self) {
        let mut now = self.now();
        if now.0 == Phase::Answer {
            *now = (Phase::Silent, Some(Instant::now() + self.idle));
        }
    }

    fn deadline(&self) -> Option<Instant> {
        self.now().1
    }
}

/// A connection with its pace.
pub(super) struct PacedStream {
    stream: TcpStream,
    pace: Pace,
    alarm: Pin<Box<Sleep>>,
}

impl PacedStream {
    pub(super) fn new(stream: TcpStream, pace: Pace) -> Self {
        Self { stream, pace, alarm: Box::pin(sleep_until(Instant::now())) }
    }

    /// Nothing moves just now: an error if that has been so for too long, otherwise a wake-up for when it has.
    fn wait<T>(&mut self, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        let Some(deadline) = self.pace.deadline() else { return Poll::Pending };
        // An alarm that is set too early is set anew when it rings: that happens now and then, deadlines move all the time.
        if self.alarm.deadline() > deadline {
            self.alarm.as_mut().reset(deadline);
        }
        loop {
            ready!(self.alarm.as_mut().poll(context));
            if Instant::now() >= deadline {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.alarm.as_mut().reset(deadline);
        }
    }
}

impl AsyncRead for PacedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.stream).poll_read(context, buffer) {
            Poll::Pending => self.wait(context),
            Poll::Ready(Ok(())) if buffer.filled().len() > before => {
                self.pace.heard();
                Poll::Ready(Ok(()))
            }
            done => done,
        }
    }
}

impl AsyncWrite for PacedStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.pace.speaking();
        match Pin::new(&mut self.stream).poll_write(context, bytes) {
            Poll::Pending => self.wait(context),
            done => done,
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.pace.speaking();
        match Pin::new(&mut self.stream).poll_write_vectored(context, slices) {
            Poll::Pending => self.wait(context),
            done => done,
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let done = ready!(Pin::new(&mut self.stream).poll_flush(context));
        self.pace.spoken();
        Poll::Ready(done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
