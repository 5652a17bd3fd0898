using System.Net.ServerSentEvents;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.VectorShift;

[TestFixture]
internal sealed class EventBoundaryTests
{
    [TestCase("", false)]
    [TestCase("data: x\n\n", false)]
    [TestCase("data: x\r\n\r\n", false)]
    [TestCase("data: x\r\r", false)]
    [TestCase("data: x\n", true)]
    [TestCase("data: x\r\n", true)]
    [TestCase("d", true)]
    [TestCase(": comment", false)]
    [TestCase(": comment\n", false)]
    [TestCase("data: x\n: comment\n", true)]
    [TestCase("data: x\n\n: comment", false)]
    [TestCase("data: x\n\nid: 4\n", true)]
    public void It_knows_whether_it_is_inside_an_event(string text, bool isInside) => Assert.That(Read(text).IsInsideEvent, Is.EqualTo(isInside));

    [TestCase("data: x\n\n", 0)]
    [TestCase("data: x\n", 7)]
    [TestCase("data: x\r\ndata: y", 14)]
    [TestCase("data: x\n\ndata: abc", 9)]
    public void It_counts_the_event_that_has_not_ended(string text, int bytes) => Assert.That(Read(text).Bytes, Is.EqualTo(bytes));

    [Test]
    public void It_does_not_matter_how_the_bytes_are_cut()
    {
        var texts = Gen.Elements("data: x", ": c", "\n", "\r", "\r\n", "", "event: e", "\n\n").ListOf().Select(pieces => string.Concat(pieces));

        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var (whole, byByte) = (Read(text), new EventBoundary());
            foreach (var next in Encoding.UTF8.GetBytes(text))
                byByte.Read([next]);
            return (whole.IsInsideEvent, whole.Bytes) == (byByte.IsInsideEvent, byByte.Bytes);
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void It_agrees_with_the_parser_on_what_was_cut_off()
    {
        var lines = Gen.Elements("data: x\n", ": c\n", "\n").ListOf().Select(pieces => string.Concat(pieces));

        Prop.ForAll(lines.ToArbitrary(), text =>
        {
            // An empty line brings out whatever the parser still holds, and drops otherwise.
            var pending = Count(text + "\n") > Count(text);
            return pending == Read(text).IsInsideEvent;
        }).QuickCheckThrowOnFailure();
    }

    private static int Count(string text) => SseParser.Create(new MemoryStream(Encoding.UTF8.GetBytes(text))).Enumerate().Count();

    private static EventBoundary Read(string text)
    {
        var boundary = new EventBoundary();
        boundary.Read(Encoding.UTF8.GetBytes(text));
        return boundary;
    }
}
