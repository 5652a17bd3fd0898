using System.Net;

namespace RocketControl.Client.Tests.Errors;

[TestFixture]
internal sealed class ExceptionTests
{
    private static readonly RunErrorContext Context = new(RunBackend.RocketRide, RunOperation.Send);

    [TestCase(null, true, RunControlErrorKind.Network)]
    [TestCase(HttpStatusCode.BadRequest, false, RunControlErrorKind.Network)]
    [TestCase(HttpStatusCode.Forbidden, true, RunControlErrorKind.Network)]
    [TestCase(HttpStatusCode.NotFound, false, RunControlErrorKind.Network)]
    [TestCase(HttpStatusCode.OK, false, RunControlErrorKind.Network)]
    [TestCase(HttpStatusCode.Redirect, false, RunControlErrorKind.Network)]
    [TestCase(HttpStatusCode.TooManyRequests, true, RunControlErrorKind.Unavailable)]
    [TestCase(HttpStatusCode.InternalServerError, true, RunControlErrorKind.Unavailable)]
    [TestCase(HttpStatusCode.ServiceUnavailable, true, RunControlErrorKind.Unavailable)]
    public void A_failed_connection_may_pass_unless_the_address_is_wrong(HttpStatusCode? status, bool isTransient, RunControlErrorKind kind)
    {
        var exception = new RunConnectionFailedException("m", Context with { HttpStatus = status });

        Assert.That((exception.IsTransient, exception.Kind), Is.EqualTo((isTransient, kind)));
    }

    [TestCase(ConnectionLossReason.ClosedByPeer, true)]
    [TestCase(ConnectionLossReason.TransportFailed, true)]
    [TestCase(ConnectionLossReason.HeartbeatTimeout, true)]
    [TestCase(ConnectionLossReason.ProtocolViolation, true)]
    [TestCase(ConnectionLossReason.ClientDisposed, false)]
    public void A_lost_connection_may_come_back_unless_we_closed_it(ConnectionLossReason reason, bool isTransient) =>
        Assert.That(new RunConnectionLostException("m", Context) { Reason = reason }.IsTransient, Is.EqualTo(isTransient));

    [Test]
    public void A_timeout_may_pass() => Assert.That(new RunTimeoutException("m", Context).IsTransient);

    [Test]
    public void The_context_s_members_are_the_exception_s()
    {
        var trace = new ServerTrace("a.py", 1);
        var cause = new IOException();
        var exception = new RunServerException(
            "m",
            Context with { ServerMessage = "s", ServerTrace = trace, Code = "c", HttpStatus = HttpStatusCode.Conflict, OutcomeUnknown = true },
            cause);

        Assert.Multiple(() =>
        {
            Assert.That(exception.Backend, Is.EqualTo(RunBackend.RocketRide));
            Assert.That(exception.Operation, Is.EqualTo(RunOperation.Send));
            Assert.That(exception.ServerMessage, Is.EqualTo("s"));
            Assert.That(exception.ServerTrace, Is.SameAs(trace));
            Assert.That(exception.Code, Is.EqualTo("c"));
            Assert.That(exception.HttpStatus, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(exception.OutcomeUnknown);
            Assert.That(exception.InnerException, Is.SameAs(cause));
            Assert.That(exception.Message, Is.EqualTo("m"));
            Assert.That(exception.ExpectedRunId, Is.Null);
        });
    }

    [Test]
    public void A_context_is_required() => Assert.Throws<ArgumentNullException>(() => _ = new RunServerException("m", null!));
}
