using System.Net.ServerSentEvents;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using RocketControl.Client.Transports.Feldera;
using RocketControl.Client.Transports.Http;
using RocketControl.Client.Transports.VectorShift;

namespace RocketControl.Client.Tests.Faults.Fuzzing;

/// <summary>Properties of what reads streams: how the bytes are cut never matters, and whatever they are, they are understood or refused in the library's own words.</summary>
[TestFixture]
internal sealed class StreamPropertyTests
{
    private const int Limit = 64;

    [Test]
    public void Server_sent_events_are_the_same_however_they_are_cut() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Events.ToArbitrary(),
        Texts.Cuts.ToArbitrary(),
        (text, cuts) => EventsOf(text, cuts, int.MaxValue).SequenceEqual(EventsOf(text, [int.MaxValue], int.MaxValue))));

    [Test]
    public void No_event_is_longer_than_the_limit() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Events.ToArbitrary(),
        Texts.Cuts.ToArbitrary(),
        // The stream is cut off within a read of seven bytes behind the limit.
        (text, cuts) => EventsOf(text, cuts, Limit).All(read => Encoding.UTF8.GetByteCount(read) <= Limit + 7)));

    [Test]
    public void Any_event_is_understood_or_ignored() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Json.ToArbitrary(),
        Gen.Elements("error", "message", "").ToArbitrary(),
        (text, type) => StreamEvent.Read(new SseItem<string>(text, type)).Word is not null));

    [Test]
    public void Lines_are_the_same_however_they_are_cut() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Json.ToArbitrary(),
        Texts.Cuts.ToArbitrary(),
        (text, cuts) => LinesOf(text, cuts, int.MaxValue, cutsOff: false).SequenceEqual(LinesOf(text, [int.MaxValue], int.MaxValue, cutsOff: false))));

    [Test]
    public void No_line_is_longer_than_the_limit([Values] bool cutsOff) => Check.One(Texts.Often, Prop.ForAll(
        Texts.Json.ToArbitrary(),
        Texts.Cuts.ToArbitrary(),
        (text, cuts) => LinesOf(text, cuts, Limit, cutsOff).All(line => line.Length <= Limit)));

    [Test]
    public void Any_chunk_is_understood_or_refused() => Check.One(Texts.Often, Prop.ForAll(
        Texts.Json.ToArbitrary(),
        text =>
        {
            try
            {
                _ = new FelderaChunkReader().Read(Encoding.UTF8.GetBytes(text));
            }
            catch (RunProtocolException)
            {
                // It was refused.
            }
            return true;
        }));

    /// <summary>The events up to the end, or up to where the stream was refused.</summary>
    private static List<string> EventsOf(string text, IReadOnlyList<int> cuts, int limit)
    {
        var events = new List<string>();
        ReadAsync().GetAwaiter().GetResult();
        return events;

        async Task ReadAsync()
        {
            try
            {
                await foreach (var item in SseParser.Create(new BoundedEventStream(new CutStream(text, cuts), limit)).EnumerateAsync())
                    events.Add($"{item.EventType}{item.Data}");
            }
            catch (RunProtocolException refusal)
            {
                if (limit == int.MaxValue)
                    events.Add(refusal.Message);
            }
        }
    }

    /// <summary>The lines, a character for each byte.</summary>
    private static List<string> LinesOf(string text, IReadOnlyList<int> cuts, int limit, bool cutsOff)
    {
        var lines = new List<string>();
        ReadAsync().GetAwaiter().GetResult();
        return lines;

        async Task ReadAsync()
        {
            Func<Exception>? refuse = cutsOff ? null : () => new RunProtocolException("too long", new RunErrorContext(RunBackend.Feldera, RunOperation.Watch));
            try
            {
                await foreach (var line in BoundedLines.ReadAsync(new CutStream(text, cuts), limit, refuse, CancellationToken.None))
                    lines.Add(Encoding.Latin1.GetString(line.Span));
            }
            catch (RunProtocolException)
            {
                // It was refused.
            }
        }
    }
}
