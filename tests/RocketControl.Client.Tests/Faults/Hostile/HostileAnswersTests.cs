using System.Text;
using RocketControl.Client.Tests.Faults.Matrix;
using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>Impossible answers over HTTP, from each of the systems: the call ends with one of our exceptions or a sensible result, memory is bounded, and the client works on.</summary>
[TestFixtureSource(nameof(Systems))]
internal sealed class HostileAnswersTests(Func<MatrixTransport> create)
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private const int Deep = 100_000;

    private static readonly MatrixFault[] Answers =
    [
        Fault("headers without end", Endless("HTTP/1.1 200 OK\r\n", "X-More: 1234567890\r\n")),
        Fault("one header without end", Endless("HTTP/1.1 200 OK\r\nX-More: ", "1234567890")),
        Fault("a status line without end", Endless("HTTP/1.1 200 ", "1234567890")),
        Fault("a body without end", Endless($"{Head}\r\n{{\"a\":\"", new string('x', 10_000))),
        Fault("chunks without end", Endless($"{Head}Transfer-Encoding: chunked\r\n\r\n", $"2710\r\n{new string(' ', 10_000)}\r\n")),
        Fault("a refusal without end", Endless("HTTP/1.1 500 Oh\r\nContent-Type: text/plain\r\n\r\n", new string('x', 10_000))),
        Json("an object nested 100,000 deep", string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep)),
        Json("a list nested 100,000 deep", new string('[', Deep) + new string(']', Deep)),
        Json("numbers beyond 2^63", Members(name => $"\"{name}\":9223372036854775808")),
        Json("numbers beyond any", Members(name => $"\"{name}\":-1e999")),
        Json("every member twice", Members(name => $"\"{name}\":1,\"{name}\":\"x\"")),
        Json("lists everywhere", Members(name => $"\"{name}\":[]")),
        Json("objects everywhere", Members(name => $"\"{name}\":{{}}")),
        Json("halves of surrogate pairs", Members(name => $"\"{name}\":\"\\ud800\",\"\\udc00\":1")),
        Json("NULs", Members(name => $"\"{name}\":\"\\u0000\"")),
        Json("a megabyte in each text", Members(name => $"\"{name}\":\"{new string('x', 1_000_000)}\"")),
        Json("a text", "\"running\""),
        Json("numbers that are none", "{\"state\":NaN}"),
    ];

    private MatrixTransport _system = null!;

    private static IEnumerable<TestFixtureData> Systems =>
        from create in FaultMatrixTests.Transports
        let name = create().Name
        where name.EndsWith("HTTP", StringComparison.Ordinal)
        select new TestFixtureData(create).SetArgDisplayNames(name);

    private static IEnumerable<TestCaseData> Cases => Answers.Select(answer => new TestCaseData(answer).SetArgDisplayNames(answer.Name));

    private MatrixCall Call => _system.Calls.Single(call => call.Name == "asking for the status");

    [SetUp]
    public Task StartAsync()
    {
        _system = create();
        return _system.StartAsync();
    }

    [TearDown]
    public async Task StopAsync() => await _system.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public async Task The_status_is(MatrixFault answer)
    {
        await using var scene = await SetAsync(answer, time: null);

        try
        {
            await AskAsync(scene);
        }
        catch (RunControlException exception)
        {
            Assert.That(exception.ToString(), Has.Length.LessThan(20_000), "nobody reads a megabyte");
        }

        await _system.UseAgainAsync(scene).Soon();
    }

    [Test]
    public async Task The_status_comes_at_one_byte_a_second()
    {
        var time = new ManualTimeProvider();
        var drip = new SemaphoreSlim(0);
        await using var scene = await SetAsync(
            Fault("drip", new WireFault("drip", async wire =>
            {
                foreach (var next in Encoding.ASCII.GetBytes($"{Head}Content-Length: 1000000\r\n\r\n").Concat(Enumerable.Repeat((byte)' ', 1_000_000)))
                {
                    await drip.WaitAsync();
                    await wire.TellClientAsync((byte[])[next]);
                }
            })),
            time);
        var asking = AskAsync(scene);

        for (var second = 0; second < Call.Timeout.TotalSeconds; second++)
        {
            drip.Release();
            time.Advance(TimeSpan.FromSeconds(1));
        }
        await time.PassUntilEndedAsync(asking, Call.Timeout);

        await asking.FailureAsync<RunTimeoutException>();
        drip.Release(2_000_000);
    }

    private async Task<MatrixScene> SetAsync(MatrixFault answer, ManualTimeProvider? time)
    {
        var scene = await _system.SetAsync(new MatrixCell(Call, answer, WirePoint.BeforeSend), number: 0, time);
        scene.Proxy.Arm(RequestOf(scene), WirePoint.BeforeSend, answer.Fault);
        return scene;
    }

    private Task<object?> AskAsync(MatrixScene scene) => Call.InvokeAsync(scene).Soon();

    private string RequestOf(MatrixScene scene) => Call.Request
        .Replace("{run}", scene.Run.Id, StringComparison.Ordinal)
        .Replace("{instance}", scene.Run.Instance, StringComparison.Ordinal);

    private static MatrixFault Fault(string name, WireFault fault) => new(name, fault, MatrixFault.BeforeSending, _ => Ending.Right);

    private static MatrixFault Json(string name, string body) => Fault(name, WireFault.AnswerStatus(200, "Content-Type: application/json\r\n", body));

    /// <summary>An object with every member that one of the systems reads in a status.</summary>
    private static string Members(Func<string, string> member) => "{" + string.Join(',', new[]
    {
        "status", "data", "state", "completed", "errors", "startTime", "name", "id", "deployment_id", "deployment_status", "deployment_desired_status", "program_status",
        "deployment_error", "run_id", "error", "message", "detail", "error_code", "details", "success", "process", "pid", "create_time", "command", "processes",
    }.Select(member)) + "}";

    private static WireFault Endless(string head, string more) => new("endless", async scene =>
    {
        await scene.TellClientAsync(Encoding.ASCII.GetBytes(head));
        var bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(more, 100)));
        // Ends with the exception of a connection that the client has left.
        while (true)
            await scene.TellClientAsync(bytes);
    });
}
