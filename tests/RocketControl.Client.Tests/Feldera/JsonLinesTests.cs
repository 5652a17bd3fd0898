using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Feldera;

[TestFixture]
internal sealed class JsonLinesTests
{
    private const int Records = 200_000;

    [Test]
    public async Task Any_number_of_records_needs_the_memory_of_one_piece()
    {
        var largest = 0;
        var total = 0L;
        var ahead = 0;
        var taken = 0;

        await JsonLines.WriteAsync(Sequence(), PointContext.Default.Point, Stream.Null, Note, CancellationToken.None);

        Assert.That(largest, Is.LessThan(80 * 1024));
        Assert.That(total, Is.GreaterThan(4_000_000));
        Assert.That(ahead, Is.LessThan(10_000), "records are asked for only as fast as they leave");

        void Note(int size)
        {
            largest = Math.Max(largest, size);
            total += size;
            ahead = Math.Max(ahead, taken);
            taken = 0;
        }

        async IAsyncEnumerable<Point> Sequence()
        {
            await Task.CompletedTask;
            for (var number = 0; number < Records; number++)
            {
                taken++;
                yield return new Point(number, "some name");
            }
        }
    }
}
