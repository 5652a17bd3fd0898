using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Pipelines;
using RocketControl.Client.Emulator.RocketRide.Pipes;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LaneTableTests
{
    private static readonly PipelineGraph Graph = PipelineGraph.Read(
        JsonNode.Parse(
            """
            {"components":[{"id":"s","provider":"webhook"},
             {"id":"r","provider":"response","input":[{"lane":"text","from":"s"},{"lane":"image","from":"s"},{"lane":"questions","from":"s"}]},
             {"id":"x","provider":"response","input":[{"lane":"audio","from":"r"}]}]}
            """)!.AsObject(),
        "s");

    [TestCase("text/plain", "text")]
    [TestCase("text/plain; charset=latin1", "text")]
    [TestCase("TEXT/PLAIN", "raw")]
    [TestCase("image/png", "image")]
    [TestCase("video/mp4", "raw")]
    [TestCase("audio/wav", "raw")]
    [TestCase("application/rocketride-question", "questions")]
    [TestCase("application/rocketride-question+json", "questions")]
    [TestCase("application/rocketlib-tag", "tag")]
    [TestCase("application/rocketride-tag", "raw")]
    [TestCase("lane/whatever", "whatever")]
    [TestCase("lane/", "")]
    [TestCase("text", "raw")]
    [TestCase("", "raw")]
    [TestCase("application/octet-stream", "raw")]
    public void The_lane_follows_from_the_type_and_who_listens(string mimeType, string lane) =>
        Assert.That(LaneTable.Decide(mimeType, Graph), Is.EqualTo(lane));
}
