using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

[TestFixture]
internal sealed class FrameNormalizerTests
{
    [Test]
    public void The_servers_counter_is_ignored() =>
        Assert.That(Normal("""{"type":"event","seq":1,"event":"x"}"""), Is.EqualTo(Normal("""{"event":"x","seq":2,"type":"event"}""")));

    [TestCase("0", "1795196357.4", ExpectedResult = false)]
    [TestCase("null", "1795196357.4", ExpectedResult = false)]
    [TestCase("0.0", "0", ExpectedResult = true)]
    [TestCase("1795196357.4", "3.5", ExpectedResult = true)]
    public bool A_time_is_ignored_but_not_whether_there_is_one(string left, string right) => Normal(EndTime(left)) == Normal(EndTime(right));

    [Test]
    public void What_was_the_same_time_twice_must_be_the_same_twice()
    {
        var recorded = new FrameNormalizer();
        var actual = new FrameNormalizer();
        Assert.That(Normal(EndTime("10"), recorded), Is.EqualTo(Normal(EndTime("20"), actual)));

        Assert.That(Normal(EndTime("10"), recorded), Is.Not.EqualTo(Normal(EndTime("21"), actual)));
    }

    [Test]
    public void Connections_are_told_apart_by_the_order_in_which_they_are_named()
    {
        string recorded = Normal("""{"type":"event","event":"x","body":{"connectionId":27}}""");

        Assert.That(recorded, Is.EqualTo(Normal("""{"type":"event","event":"x","body":{"connectionId":3}}""")));
    }

    [Test]
    public void Metrics_are_ignored_as_long_as_all_nine_are_there()
    {
        const string All = """{"cpu_percent":1,"cpu_memory_mb":2,"gpu_memory_mb":3,"peak_cpu_percent":4,"peak_cpu_memory_mb":5,"peak_gpu_memory_mb":6,"avg_cpu_percent":7,"avg_cpu_memory_mb":8,"avg_gpu_memory_mb":9}""";

        Assert.That(Normal(Status($"{All}")), Is.EqualTo(Normal(Status("\"metrics\""))));
        Assert.That(Normal(Status("""{"cpu_percent":1}""")), Is.Not.EqualTo(Normal(Status("\"metrics\""))));
    }

    [Test]
    public void The_source_line_of_an_error_is_ignored_but_not_that_it_is_named()
    {
        const string Failure = """{"type":"response","success":false,"message":"m"}""";

        Assert.That(Normal(Trace("a.py", 1)), Is.EqualTo(Normal(Trace("b.py", 2))));
        Assert.That(Normal(Trace("a.py", 1)), Is.Not.EqualTo(Normal(Failure)));
    }

    [Test]
    public void An_exempt_value_must_be_of_the_recorded_kind()
    {
        Assert.That(Normal(Output("\"INFO: a\"")), Is.EqualTo(Normal(Output("\"INFO: b\""))));
        Assert.That(Normal(Output("\"INFO: a\"")), Is.Not.EqualTo(Normal(Output("1"))));
    }

    [Test]
    public void The_same_member_of_another_frame_is_not_exempt() =>
        Assert.That(
            Normal("""{"type":"event","event":"other","body":{"output":"a"}}"""),
            Is.Not.EqualTo(Normal("""{"type":"event","event":"other","body":{"output":"b"}}""")));

    [Test]
    public void A_payload_counts()
    {
        var normalizer = new FrameNormalizer();
        JsonNode? header = JsonNode.Parse("""{"type":"response","request_seq":1}""");

        Assert.That(normalizer.Normalize(header, [1], null).Text, Is.Not.EqualTo(normalizer.Normalize(header, [2], null).Text));
        Assert.That(normalizer.Normalize(header, [], null).Text, Is.Not.EqualTo(normalizer.Normalize(header, null, null).Text));
    }

    private static string EndTime(string value) => $$$"""{"type":"event","event":"x","body":{"endTime":{{{value}}}}}""";

    private static string Status(string metrics) => $$$"""{"type":"event","event":"x","body":{"metrics":{{{metrics}}}}}""";

    private static string Output(string text) => $$$"""{"type":"event","event":"output","body":{"output":{{{text}}}}}""";

    private static string Trace(string file, int line) =>
        $$$"""{"type":"response","success":false,"message":"m","trace":{"file":"{{{file}}}","lineno":{{{line}}}}}""";

    private static string Normal(string json, FrameNormalizer? normalizer = null) =>
        (normalizer ?? new FrameNormalizer()).Normalize(JsonNode.Parse(json), null, null).Text;
}
