using System.Text;
using RocketControl.Client.Emulator.RocketRide.Pipes;

namespace RocketControl.Client.Emulator.Tests.Pipes;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LaneReaderTests
{
    [TestCase("text", "ü")]
    [TestCase("questions", """{"questions":[{"text":"x"}]}""")]
    [TestCase("documents", """[{"page_content":"a"},{"page_content":"b","score":0.5}]""")]
    [TestCase("documents", """{"page_content":"a"}""")]
    [TestCase("classifications", """{"classifications":{}}""")]
    [TestCase("raw", "any")]
    [TestCase("tag", "any")]
    [TestCase("video", "any")]
    public void A_lane_takes_what_it_carries(string lane, string data) =>
        Assert.That(() => LaneReader.Read(lane, Encoding.UTF8.GetBytes(data)), Throws.Nothing);

    [TestCase("questions", "[]")]
    [TestCase("questions", "{oops")]
    [TestCase("documents", """[{"page_content":"a","score":null}]""")]
    [TestCase("documents", "\"a\"")]
    [TestCase("classifications", "[]")]
    [TestCase("answers", """{"answer":"x"}""")]
    [TestCase("nope", "x")]
    [TestCase("", "x")]
    public void A_lane_refuses_everything_else(string lane, string data) =>
        Assert.That(() => LaneReader.Read(lane, Encoding.UTF8.GetBytes(data)), Throws.TypeOf<EngineException>());

    [Test]
    public void Half_a_character_is_no_text() =>
        Assert.That(() => LaneReader.Read("text", new byte[] { 0xC3 }), Throws.TypeOf<EngineException>());
}
