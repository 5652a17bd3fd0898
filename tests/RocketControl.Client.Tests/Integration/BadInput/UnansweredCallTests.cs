using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Integration.BadInput;

[TestFixtureSource(typeof(ClientCall), nameof(ClientCall.AfterLogin))]
internal sealed class UnansweredCallTests(ClientCall call) : CallTests(call)
{
    private readonly ManualTimeProvider _time = new();

    private static IEnumerable<TestCaseData> Silences =>
    [
        Silence("the request gets lost", fault => fault.SwallowRequest()),
        Silence("the reply gets lost", fault => fault.SwallowReply()),
        Silence("the reply is for a request that was never made", fault => fault.AnswerWrongRequest(999_999)),
    ];

    private static IEnumerable<TestCaseData> Garbage =>
    [
        Silence("text that is no JSON", fault => fault.ReplyWithText("<html>502 Bad Gateway</html>")),
        Silence("half an object", fault => fault.ReplyWithText("""{"type":"response","request_seq":""")),
        Silence("two objects", fault => fault.ReplyWithText("{}{}")),
        Silence("an array", fault => fault.ReplyWithText("[]")),
        Silence("an object that is nothing", fault => fault.ReplyWithText("{}")),
        Silence("an empty text frame", fault => fault.ReplyWithText("")),
        Silence("a deeply nested object", fault => fault.ReplyWithText(new string('[', 10_000))),
        Silence("bytes", fault => fault.ReplyWithBytes(new byte[] { 0, 1, 2, 255, 254 })),
        Silence("bytes behind a line feed", fault => fault.ReplyWithBytes(new byte[] { 10, 1, 2 })),
        Silence("a reply to a text", fault => fault.RewriteReply(reply => reply["request_seq"] = "1")),
        Silence("a reply that is a request", fault => fault.RewriteReply(reply => reply["type"] = "request")),
    ];

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { TimeProvider = _time, HeartbeatInterval = TimeSpan.FromDays(1) };

    [TestCaseSource(nameof(Silences))]
    public async Task It_ends_with_its_deadline_when(Func<RequestFaultBuilder, InjectedFault> inject)
    {
        var exception = await RunOutOfTimeAsync(inject);

        AssertTells(exception, RunControlErrorKind.Timeout, outcomeUnknown: true, "look at the run's status before you repeat it");
        Assert.That(exception.Timeout, Is.EqualTo(Deadline));
        Assert.That(exception.ExpectedRunId, Call == ClientCall.Starting ? Does.StartWith("tk_") : Is.Null);
        Assert.That(TimesSent, Is.EqualTo(1));
        await AssertUsableAsync();
        Assert.That(TimesConnected, Is.Zero, "the connection stays");
    }

    [TestCaseSource(nameof(Garbage))]
    public async Task It_ends_with_its_deadline_and_tells_of_the_garbage_when_the_reply_is(Func<RequestFaultBuilder, InjectedFault> inject)
    {
        var exception = await RunOutOfTimeAsync(inject, after: () => Log.WhenLoggedAsync(RunControlEventIds.DefectiveFrame));

        AssertTells(exception, RunControlErrorKind.Timeout, outcomeUnknown: true, "1 unreadable frame");
        await AssertUsableAsync();
        Assert.That(TimesConnected, Is.Zero, "the connection stays");
    }

    private TimeSpan Deadline => Call.Operation switch
    {
        RunOperation.Use => ClientOptions.UseTimeout,
        RunOperation.Send => ClientOptions.SendTimeout,
        _ => ClientOptions.CallTimeout,
    };

    private async Task<RunTimeoutException> RunOutOfTimeAsync(Func<RequestFaultBuilder, InjectedFault> inject, Func<Task>? after = null)
    {
        using var fault = inject(InCall.Once());
        var invocation = InvokeAsync();
        await fault.WhenHit.Soon();
        if (after is not null)
            await after();
        await _time.PassUntilEndedAsync(invocation, Deadline);
        return await invocation.FailsWith<RunTimeoutException>();
    }

    private static TestCaseData Silence(string name, Func<RequestFaultBuilder, InjectedFault> inject) => new TestCaseData(inject).SetArgDisplayNames(name);
}
