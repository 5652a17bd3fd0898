using System.Text;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>A server that says impossible things: every call ends with one of our exceptions or a sensible result, memory is bounded, and the client works on.</summary>
[TestFixture]
internal sealed class HostileServerTests : EmulatorTests
{
    private const int Limit = 1024 * 1024;

    private readonly ManualTimeProvider _time = new();

    protected override RocketRideOptions ClientOptions => base.ClientOptions with { MaxMessageBytes = Limit, MaxRetries = 0 };

    private static IEnumerable<TestCaseData> ImpossibleBodies =>
    [
        Named("an object nested 100,000 deep", string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000)),
        Named("a list nested 100,000 deep", new string('[', 100_000) + new string(']', 100_000)),
        Named("numbers beyond 2^63", """{"state":9223372036854775808,"startTime":1e999,"totalCount":18446744073709551616,"exitCode":-9223372036854775809}"""),
        Named("every member twice", """{"state":3,"state":"three","completed":true,"completed":false,"status":1,"status":"x"}"""),
        Named("the wrong types everywhere", """{"state":[],"completed":{},"status":7,"errors":"none","warnings":{"a":1},"project_id":[],"source":null}"""),
        Named("a text instead of an object", "\"running\""),
        Named("half of a surrogate pair", """{"state":3,"status":"\ud800"}"""),
        Named("numbers that are none", """{"state":NaN,"startTime":-Infinity}"""),
    ];

    [TestCaseSource(nameof(ImpossibleBodies))]
    public async Task A_status_made_of(string body)
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), CallTimeout = TimeSpan.FromSeconds(2) });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        // The third request of the connection, behind the login and the start.
        proxy.Arm("rrext_get_task_status", WirePoint.SentNoReply, new WireFault("impossible", scene => scene.TellClientAsync(WireFrames.Text(
            $$"""{"type":"response","seq":9,"request_seq":3,"command":"rrext_get_task_status","success":true,"body":{{body}}}"""))));

        await EndsAsync(client.GetTaskStatusAsync(run));

        Assert.That((await client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [TestCaseSource(nameof(ImpossibleBodies))]
    public async Task A_status_over_HTTP_made_of(string body)
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), Transport = RocketRideTransportMode.Http });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        proxy.Arm("GET /task", WirePoint.BeforeSend, WireFault.AnswerStatus(
            200, "Content-Type: application/json\r\n", $$"""{"status":"OK","data":{{body}}}"""));

        await EndsAsync(client.GetTaskStatusAsync(run));

        Assert.That((await client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [TestCase(RocketRideTransportMode.WebSocket)]
    [TestCase(RocketRideTransportMode.Http)]
    public async Task Headers_without_end_are_cut_off(RocketRideTransportMode transport)
    {
        await using var server = FaultProxy.Start(Server.Endpoint);
        server.Arm(transport == RocketRideTransportMode.Http ? "GET /task" : "upgrade", WirePoint.BeforeSend, EndlessBehind("HTTP/1.1 200 OK\r\n", "X-More: 1234567890\r\n"));
        var client = NewClient(ClientOptions with { Endpoint = server.Endpoint.ToString(), Transport = transport });

        var exception = await EndsAsync(client.GetTaskStatusAsync("tk_0"));

        Assert.That(exception, Is.InstanceOf<RunControlException>());
    }

    [Test]
    public async Task A_body_without_end_is_cut_off_at_the_limit()
    {
        await using var server = FaultProxy.Start(Server.Endpoint);
        server.Arm("GET /task", WirePoint.BeforeSend, EndlessBehind(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"status\":\"OK\",\"data\":\"", new string('x', 10_000)));
        var client = NewClient(ClientOptions with { Endpoint = server.Endpoint.ToString(), Transport = RocketRideTransportMode.Http });
        var before = GC.GetTotalAllocatedBytes();

        var exception = await client.GetTaskStatusAsync("tk_0").FailsWith<RunProtocolException>();

        Assert.That(exception.Message, Does.Contain($"{Limit:N0} bytes"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(500L * Limit), "everybody's allocations together");
    }

    [Test]
    public async Task A_frame_that_announces_more_than_the_limit_but_brings_little_keeps_nobody_waiting_beyond_the_deadline()
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), TimeProvider = _time, HeartbeatInterval = TimeSpan.FromDays(1) });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        var announced = proxy.Arm("rrext_get_task_status", WirePoint.SentNoReply, new WireFault(
            "a terabyte", scene => scene.TellClientAsync((byte[])[0x81, 127, 0, 0, 1, 0, 0, 0, 0, 0, (byte)'{'])));
        var call = client.GetTaskStatusAsync(run);
        await announced.Hit.Soon();

        await _time.PassUntilEndedAsync(call, ClientOptions.CallTimeout);

        await call.FailsWith<RunTimeoutException>();
    }

    [Test]
    public async Task A_reply_at_one_byte_a_second_ends_with_the_deadline_and_does_no_harm_later()
    {
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString(), TimeProvider = _time, HeartbeatInterval = TimeSpan.FromDays(1) });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        var drip = new SemaphoreSlim(0);
        var slow = proxy.Arm("rrext_get_task_status", WirePoint.SentNoReply, new WireFault("slow", async scene =>
        {
            for (var i = 0; i < scene.Rest.Length; i++)
            {
                await drip.WaitAsync();
                await scene.ForwardAsync(scene.Rest.Slice(i, 1));
            }
        }));
        var call = client.GetTaskStatusAsync(run);
        await slow.Hit.Soon();

        for (var second = 0; second < ClientOptions.CallTimeout.TotalSeconds; second++)
        {
            drip.Release();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        await call.FailsWith<RunTimeoutException>();
        drip.Release(1_000_000);

        Assert.That((await client.GetTaskStatusAsync(run).Soon()).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task Hundreds_of_thousands_of_events_before_a_reply_are_let_go_and_leave_no_memory_behind()
    {
        const int Hundreds = 3_000;
        await using var proxy = FaultProxy.Start(Server.Endpoint);
        var client = NewClient(ClientOptions with { Endpoint = proxy.Endpoint.ToString() });
        var run = await client.UseAsync(Pipelines.Echo()).Soon();
        proxy.Arm("rrext_get_task_status", WirePoint.SentNoReply, new WireFault("a flood", async scene =>
        {
            for (var i = 0; i < Hundreds; i++)
                await scene.ForwardAsync(WireFrames.HundredEvents);
            await scene.ForwardAsync(scene.Rest);
        }));

        var status = await client.GetTaskStatusAsync(run).Soon();

        Assert.That(status.State, Is.EqualTo(RunState.Running));
    }

    /// <returns>The exception, which is one of ours; null when it ended well.</returns>
    private static async Task<RunControlException?> EndsAsync(Task call)
    {
        try
        {
            await call.Soon();
            return null;
        }
        catch (RunControlException exception)
        {
            return exception;
        }
    }

    private static WireFault EndlessBehind(string head, string more) => new("endless", async scene =>
    {
        await scene.TellClientAsync(Encoding.ASCII.GetBytes(head));
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more, 100)));
        // Ends with the exception of a connection that the client has left.
        while (true)
            await scene.TellClientAsync(bytes);
    });

    private static TestCaseData Named(string name, string body) => new TestCaseData(body).SetArgDisplayNames(name);
}
