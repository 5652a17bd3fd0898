using System.Text;
using System.Text.Json.Nodes;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports.Dap;
using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class RequestTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Test]
    public void A_login_names_the_client() => AssertArguments(
        RocketRideRequests.Auth("KEY", "my app", "1.2.3"), "auth", """{"auth":"KEY","clientName":"my app","clientVersion":"1.2.3"}""");

    [Test]
    public void A_ping_has_no_arguments() => AssertArguments(RocketRideRequests.Ping, "rrext_ping", null);

    [Test]
    public void A_logout_has_empty_arguments() => AssertArguments(RocketRideRequests.Deauth, "deauth", "{}");

    [Test]
    public void A_status_is_asked_for_by_token() =>
        AssertArguments(RocketRideRequests.Status("tk_1"), "rrext_get_task_status", """{"token":"tk_1"}""");

    [Test]
    public void A_termination_is_asked_for_by_token() => AssertArguments(RocketRideRequests.Terminate("tk_1"), "terminate", """{"token":"tk_1"}""");

    [Test]
    public void A_subscription_lists_the_types_by_name() => AssertArguments(
        RocketRideRequests.Monitor(new MonitorKey("p", "webhook_1"), RocketRideEventTypes.Summary | RocketRideEventTypes.Task),
        "rrext_monitor",
        """{"projectId":"p","source":"webhook_1","types":["SUMMARY","TASK"]}""");

    [Test]
    public void A_subscription_to_a_pipe_names_it() => AssertArguments(
        RocketRideRequests.Monitor(new MonitorKey("p", "chat_1", 0), RocketRideEventTypes.Sse),
        "rrext_monitor",
        """{"projectId":"p","source":"chat_1","pipeId":0,"types":["SSE"]}""");

    [Test]
    public void A_subscription_to_everything_has_a_wildcard_for_a_token() => AssertArguments(
        RocketRideRequests.Monitor(MonitorKey.Everything, RocketRideEventTypes.Dashboard), "rrext_monitor", """{"token":"*","types":["DASHBOARD"]}""");

    [Test]
    public void A_subscription_may_go_by_token() => AssertArguments(
        RocketRideRequests.Monitor("tk_1", null, RocketRideEventTypes.Summary), "rrext_monitor", """{"token":"tk_1","types":["SUMMARY"]}""");

    [Test]
    public void An_unsubscription_lists_none() =>
        AssertArguments(RocketRideRequests.Monitor("tk_1", null, RocketRideEventTypes.None), "rrext_monitor", """{"token":"tk_1","types":[]}""");

    [Test]
    public void Every_type_has_its_name_on_the_wire()
    {
        var all = Enum.GetValues<RocketRideEventTypes>().Aggregate((mask, type) => mask | type);

        Assert.That(
            Arguments(RocketRideRequests.Monitor("t", null, all))["types"]!.ToJsonString(),
            Is.EqualTo("""["DETAIL","SUMMARY","OUTPUT","FLOW","TASK","SSE","DASHBOARD"]"""));
    }

    [Test]
    public void A_plain_start_leaves_everything_to_the_server()
    {
        var pipeline = PipelineDefinition.FromJson("""{"components":[{"id":"a","n":1.50}]}""");

        AssertArguments(
            RocketRideRequests.Execute(pipeline, new UseOptions(), NoEnvironment), "execute", """{"pipeline":{"components":[{"id":"a","n":1.50}]},"args":[]}""");
    }

    [Test]
    public void A_start_carries_every_option()
    {
        var options = new UseOptions
        {
            Source = "webhook_1",
            Token = "MY-1",
            Threads = 4,
            TimeToLive = TimeSpan.FromMinutes(2),
            UseExisting = true,
            Arguments = ["--a", "b c"],
            TraceLevel = PipelineTraceLevel.Summary,
            Name = "Größe",
            TeamId = "team",
        };

        AssertArguments(
            RocketRideRequests.Execute(PipelineDefinition.FromJson("""{"components":[1]}"""), options, new Dictionary<string, string> { ["ROCKETRIDE_A"] = "x" }),
            "execute",
            """
            {"pipeline":{"components":[1]},"source":"webhook_1","token":"MY-1","threads":4,"ttl":120,"useExisting":true,"args":["--a","b c"],
            "pipelineTraceLevel":"summary","name":"Größe","env":{"ROCKETRIDE_A":"x"},"teamId":"team"}
            """.ReplaceLineEndings(""));
    }

    [TestCase(PipelineTraceLevel.Metadata, "metadata")]
    [TestCase(PipelineTraceLevel.Summary, "summary")]
    [TestCase(PipelineTraceLevel.Full, "full")]
    public void Trace_levels_have_the_server_s_names(PipelineTraceLevel level, string name) => Assert.That(
        (string?)Arguments(RocketRideRequests.Execute(SampleRun.Pipeline, new UseOptions { TraceLevel = level }, NoEnvironment))["pipelineTraceLevel"],
        Is.EqualTo(name));

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(86_400, 86_400)]
    [TestCase(5_000_000_000, 5_000_000_000)]
    public void A_time_to_live_is_sent_in_whole_seconds(long seconds, long ttl) => Assert.That(
        (long?)Arguments(RocketRideRequests.Execute(SampleRun.Pipeline, new UseOptions { TimeToLive = TimeSpan.FromSeconds(seconds) }, NoEnvironment))["ttl"],
        Is.EqualTo(ttl));

    [Test]
    public void A_start_is_named_after_its_file_unless_it_has_a_name()
    {
        using var file = TemporaryFile.Create("flow.pipe", """{"components":[1]}""");
        var pipeline = PipelineDefinition.FromFile(file.Path);

        Assert.Multiple(() =>
        {
            Assert.That((string?)Arguments(RocketRideRequests.Execute(pipeline, new UseOptions(), NoEnvironment))["name"], Is.EqualTo("flow"));
            Assert.That(
                (string?)Arguments(RocketRideRequests.Execute(pipeline, new UseOptions { Name = "other" }, NoEnvironment))["name"], Is.EqualTo("other"));
        });
    }

    [Test]
    public void Opening_a_pipe_describes_the_object() => AssertArguments(
        RocketRideRequests.OpenPipe("tk_1", new SendOptions { Name = "d/a.txt", MimeType = "text/plain", Provider = "webhook" }, 5),
        "rrext_process",
        """{"subcommand":"open","object":{"name":"d/a.txt","size":5},"mimeType":"text/plain","provider":"webhook","token":"tk_1"}""");

    [Test]
    public void Opening_a_pipe_for_something_without_a_name_sends_only_its_size() => AssertArguments(
        RocketRideRequests.OpenPipe("tk_1", new SendOptions { MimeType = "text/plain" }, 5_000_000_000),
        "rrext_process",
        """{"subcommand":"open","object":{"size":5000000000},"mimeType":"text/plain","token":"tk_1"}""");

    [Test]
    public void An_empty_object_is_announced_as_one_byte_lest_it_be_skipped() =>
        Assert.That((int?)Arguments(RocketRideRequests.OpenPipe("t", new SendOptions { MimeType = "a/b" }, 0))["object"]!["size"], Is.EqualTo(1));

    [Test]
    public void A_write_carries_the_data_behind_its_header()
    {
        var request = RocketRideRequests.WritePipe("tk_1", 3, "Hello"u8.ToArray());

        AssertArguments(request, "rrext_process", """{"subcommand":"write","pipe_id":3,"token":"tk_1"}""");
        Assert.That(request.Payload!.Value.ToArray(), Is.EqualTo("Hello"u8.ToArray()));
    }

    [Test]
    public void A_close_carries_none()
    {
        var request = RocketRideRequests.ClosePipe("tk_1", 0);

        AssertArguments(request, "rrext_process", """{"subcommand":"close","pipe_id":0,"token":"tk_1"}""");
        Assert.That(request.Payload, Is.Null);
    }

    [Test]
    public void No_request_holds_a_null()
    {
        DapRequest[] requests =
        [
            RocketRideRequests.Auth("k", "n", "v"), RocketRideRequests.Ping, RocketRideRequests.Deauth, RocketRideRequests.Status("t"),
            RocketRideRequests.Terminate("t"), RocketRideRequests.Monitor("t", null, RocketRideEventTypes.Task), RocketRideRequests.ClosePipe("t", 1),
            RocketRideRequests.Execute(SampleRun.Pipeline, new UseOptions(), NoEnvironment),
            RocketRideRequests.OpenPipe("t", new SendOptions { MimeType = "a/b" }, 1), RocketRideRequests.WritePipe("t", 1, default),
        ];

        Assert.That(requests.Select(request => Encode(request)), Has.None.Contain("null"));
    }

    private static void AssertArguments(DapRequest request, string command, string? arguments)
    {
        var expected = $"{{\"type\":\"request\",\"seq\":1,\"command\":\"{command}\"{(arguments is null ? "" : $",\"arguments\":{arguments}")}}}";

        Assert.That(Encode(request), Is.EqualTo(expected));
    }

    private static JsonNode Arguments(DapRequest request) => JsonNode.Parse(Encode(request))!["arguments"]!;

    private static string Encode(DapRequest request)
    {
        var frame = new FrameBuffer(1 << 20);
        DapFrameCodec.Encode(request with { Payload = null }, 1, frame);
        return Encoding.UTF8.GetString(frame.Written.Span);
    }
}
