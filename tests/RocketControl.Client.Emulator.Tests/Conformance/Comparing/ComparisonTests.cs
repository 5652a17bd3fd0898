using System.Text.Json.Nodes;

namespace RocketControl.Client.Emulator.Tests.Conformance.Comparing;

[TestFixture]
internal sealed class ComparisonTests
{
    [Test]
    public void The_same_frames_are_counted_and_not_different()
    {
        string[] frames = [Event("a", "t1"), Response(1), Response(2)];

        Comparison comparison = Compare(frames, frames);

        Assert.That((comparison.Compared, comparison.Differences.Count), Is.EqualTo((3, 0)));
    }

    [Test]
    public void A_missing_frame_is_a_difference() =>
        Assert.That(What(Compare([Event("a", "t1"), Response(1)], [Response(1)])), Is.EqualTo(new[] { "a frame is missing" }));

    [Test]
    public void A_frame_that_was_not_recorded_is_a_difference() =>
        Assert.That(What(Compare([Response(1)], [Event("a", "t1"), Response(1)])), Is.EqualTo(new[] { "a frame that was not recorded" }));

    [Test]
    public void A_response_to_a_request_without_a_recorded_one_is_a_difference() =>
        Assert.That(What(Compare([Response(1)], [Response(1), Response(2)])), Is.EqualTo(new[] { "a frame that was not recorded" }));

    [Test]
    public void A_changed_member_is_named() =>
        Assert.That(What(Compare([Response(1, "a")], [Response(1, "b")])), Is.EqualTo(new[] { """.body.value: "a" became "b" """.TrimEnd() }));

    [Test]
    public void An_event_on_the_wrong_side_of_a_response_is_a_difference() =>
        Assert.That(Compare([Event("a", "t1"), Response(1)], [Response(1), Event("a", "t1")]).Differences, Has.Count.EqualTo(2));

    [Test]
    public void The_events_of_one_task_have_an_order() =>
        Assert.That(Compare([Event("a", "t1"), Event("b", "t1"), Response(1)], [Event("b", "t1"), Event("a", "t1"), Response(1)]).Differences, Is.Not.Empty);

    [Test]
    public void The_events_of_two_tasks_have_none() =>
        Assert.That(Compare([Event("a", "t1"), Event("b", "t2"), Response(1)], [Event("b", "t2"), Event("a", "t1"), Response(1)]).Differences, Is.Empty);

    [Test]
    public void Responses_have_an_order() =>
        Assert.That(Compare([Response(1), Response(2)], [Response(2), Response(1)]).Differences, Is.Not.Empty);

    [Test]
    public void A_status_that_is_only_repeated_does_not_count() =>
        Assert.That(Compare([Update(3), Response(1)], [Update(3), Update(3), Response(1), Update(3)]).Differences, Is.Empty);

    [Test]
    public void A_status_that_changed_counts() =>
        Assert.That(Compare([Update(3), Response(1)], [Update(3), Update(4), Response(1)]).Differences, Has.Count.EqualTo(1));

    [Test]
    public void A_catch_up_is_no_repetition() =>
        Assert.That(
            What(Compare([Update(3), Response(1), Update(3), Monitor(2)], [Update(3), Response(1), Monitor(2)])),
            Is.EqualTo(new[] { "a frame is missing" }));

    private static Comparison Compare(string[] recorded, string[] actual)
    {
        var comparison = new Comparison("scenario");
        comparison.Compare(Normal(recorded), Normal(actual));
        return comparison;
    }

    private static List<NormalFrame> Normal(string[] frames)
    {
        var normalizer = new FrameNormalizer();
        return [.. frames.Select(frame => normalizer.Normalize(JsonNode.Parse(frame), null, null))];
    }

    private static IEnumerable<string> What(Comparison comparison) => comparison.Differences.Select(difference => difference.What);

    private static string Event(string name, string task) => $$$"""{"type":"event","event":"{{{name}}}","body":{"__id":"{{{task}}}"}}""";

    private static string Update(int state) => $$$"""{"type":"event","event":"apaevt_status_update","body":{"state":{{{state}}},"__id":"t1"}}""";

    private static string Response(int seq, string value = "") =>
        $$$"""{"type":"response","command":"x","request_seq":{{{seq}}},"success":true,"body":{"value":"{{{value}}}"}}""";

    private static string Monitor(int seq) => $$$"""{"type":"response","command":"rrext_monitor","request_seq":{{{seq}}},"success":true}""";
}
