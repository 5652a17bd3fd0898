using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Tests.Conformance.Reading;
using RocketControl.Client.Emulator.Tests.Conformance.Wire;
using RocketControl.Client.Emulator.Tests.Time;

namespace RocketControl.Client.Emulator.Tests.Conformance.Playing;

[TestFixture]
[NonParallelizable]
internal sealed class ScenarioPlayerTests
{
    private ManualTimeProvider _clock = null!;
    private ScriptedServer _server = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new ManualTimeProvider();
        _server = new ScriptedServer().On("rrext_ping", (connection, request) => connection.Send(Pong(request["seq"]!.GetValue<int>())));
    }

    [Test]
    public async Task A_faithful_server_is_not_different()
    {
        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""",
            Ping(1, at: 1),
            Recorded(Pong(1), at: 1.01),
            """{"t":2,"scenario":"s","ev":"close","code":1000}""");

        Assert.That((result.Compared, result.Differences.Count), Is.EqualTo((2, 0)));
    }

    [Test]
    public async Task A_difference_tells_scenario_line_note_and_both_frames()
    {
        _server.On("rrext_ping", (connection, _) => connection.Send("""{"type":"response","command":"rrext_ping","request_seq":1,"success":false}"""));

        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""",
            Ping(1, at: 1),
            Recorded(Pong(1), at: 1.01));

        Assert.That(result.Differences.Single().ToString(), Does
            .Contain("s, line 3 (a ping)").And.Contain("\"success\":true").And.Contain("\"success\":false").And.Contain(".body is missing"));
    }

    [Test]
    public async Task Time_moves_to_the_recorded_time_before_a_frame_is_sent()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        TimeSpan sentAfter = default;
        _server.On("rrext_ping", (_, _) => sentAfter = _clock.GetUtcNow() - start);

        await PlayAsync("""{"t":10,"scenario":"s","ev":"open"}""", Ping(1, at: 70.5));

        Assert.That(sentAfter, Is.EqualTo(TimeSpan.FromSeconds(60.5)));
    }

    [Test]
    public async Task A_slow_reply_is_waited_for_with_the_emulated_time()
    {
        _server.On("rrext_ping", (connection, _) =>
            _clock.CreateTimer(_ => connection.Send(Pong(1)), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan));

        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""",
            Ping(1, at: 1),
            Recorded(Pong(1), at: 3));

        Assert.That(result.Differences, Is.Empty);
    }

    [Test]
    public async Task A_reply_that_never_comes_is_a_difference()
    {
        _server.On("rrext_ping", (_, _) => { });

        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""",
            Ping(1, at: 1),
            Recorded(Pong(1), at: 1));

        Assert.That(result.Differences.Single().What, Is.EqualTo("a frame is missing"));
    }

    [Test]
    public async Task A_reply_into_a_recorded_silence_is_a_difference()
    {
        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""",
            Ping(1, at: 1),
            """{"t":2,"scenario":"s","ev":"no_reply_within","seconds":1}""");

        Assert.That(result.Differences.Single().What, Is.EqualTo("a frame that was not recorded"));
    }

    [Test]
    public async Task An_id_that_the_server_made_up_is_used_from_then_on()
    {
        _server.On("fs_open", (connection, _) => connection.Send(Handle("11111111-1111-1111-1111-111111111111")));

        await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""",
            """{"t":1,"scenario":"s","dir":"c2s","json":{"type":"request","seq":1,"command":"fs_open"}}""",
            Recorded(Handle("22222222-2222-2222-2222-222222222222"), at: 1),
            """{"t":2,"scenario":"s","dir":"c2s","json":{"command":"fs_read","handle":"22222222-2222-2222-2222-222222222222"}}""");

        Assert.That(_server.Connections.Single().Sent[1], Does.Contain("11111111-1111-1111-1111-111111111111"));
    }

    [Test]
    public async Task Connections_are_interleaved_by_time()
    {
        var commands = new List<string>();
        foreach (string name in new[] { "a", "b", "c" })
            _server.On(name, (_, _) => commands.Add(name));

        IReadOnlyList<ScenarioResult> results = await PlayAllAsync(
            """{"t":0,"scenario":"one","ev":"open"}""",
            """{"t":0,"scenario":"two","ev":"open"}""",
            """{"t":1,"scenario":"one","dir":"c2s","json":{"command":"a"}}""",
            """{"t":2,"scenario":"two","dir":"c2s","json":{"command":"b"}}""",
            """{"t":3,"scenario":"one","dir":"c2s","json":{"command":"c"}}""");

        Assert.That(commands, Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That(results.Select(result => result.Scenario), Is.EqualTo(new[] { "one", "two" }));
    }

    [TestCase(403, 0)]
    [TestCase(101, 1)]
    public async Task The_status_of_a_refused_upgrade_counts(int status, int differences)
    {
        _server.Status = status;

        ScenarioResult result = await PlayAsync("""{"t":0,"scenario":"s","ev":"upgrade_rejected","status":403}""");

        Assert.That(result.Differences, Has.Count.EqualTo(differences));
    }

    [TestCase(1000, 0)]
    [TestCase(1011, 1)]
    public async Task The_code_of_the_servers_close_counts(int code, int differences)
    {
        _server.On("rrext_ping", (connection, _) => connection.Close(code));

        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""", Ping(1, at: 1), """{"t":1,"scenario":"s","ev":"closed_by_server","code":1000}""");

        Assert.That(result.Differences, Has.Count.EqualTo(differences));
    }

    [Test]
    public async Task A_server_that_does_not_close_is_different()
    {
        ScenarioResult result = await PlayAsync(
            """{"t":0,"scenario":"s","ev":"open"}""", """{"t":1,"scenario":"s","ev":"closed_by_server","code":1000}""");

        Assert.That(result.Differences.Single().What, Is.EqualTo("the server's close"));
    }

    [Test]
    public async Task What_happened_outside_the_wire_happens_again_at_its_time()
    {
        DateTimeOffset start = _clock.GetUtcNow();
        TimeSpan happened = default;
        var action = new OutsideAction(TimeSpan.FromSeconds(2), () => happened = _clock.GetUtcNow() - start);

        await PlayAsync(
            new PlayRules { After = frame => frame.Line == 2 ? action : null }, """{"t":0,"scenario":"s","ev":"open"}""", Ping(1, at: 1));

        Assert.That(happened, Is.EqualTo(TimeSpan.FromSeconds(3)));
    }

    private static string Ping(int seq, double at) =>
        $$$"""{"t":{{{at}}},"scenario":"s","dir":"c2s","why":"a ping","json":{"type":"request","seq":{{{seq}}},"command":"rrext_ping"}}""";

    private static string Recorded(string json, double at) => $$$"""{"t":{{{at}}},"scenario":"s","dir":"s2c","json":{{{json}}}}""";

    private static string Pong(int seq) =>
        $$$"""{"type":"response","seq":1,"request_seq":{{{seq}}},"command":"rrext_ping","success":true,"body":{"pong":true}}""";

    private static string Handle(string handle) =>
        $$$"""{"type":"response","seq":1,"request_seq":1,"command":"fs_open","success":true,"body":{"handle":"{{{handle}}}"}}""";

    private Task<ScenarioResult> PlayAsync(params string[] lines) => PlayAsync(new PlayRules(), lines);

    private async Task<ScenarioResult> PlayAsync(PlayRules rules, params string[] lines) => (await PlayAllAsync(rules, lines)).Single();

    private Task<IReadOnlyList<ScenarioResult>> PlayAllAsync(params string[] lines) => PlayAllAsync(new PlayRules(), lines);

    private Task<IReadOnlyList<ScenarioResult>> PlayAllAsync(PlayRules rules, string[] lines)
    {
        RecordedFrame[] frames = [.. lines.Select((line, index) => RecordingReader.Parse(line, index + 1))];
        return new ScenarioPlayer(_server, _clock, new Substitutions(), rules).PlayAsync(frames);
    }
}
