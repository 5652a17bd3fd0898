using System.Collections.Concurrent;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Faults.Matrix;

/// <summary>Every call of every transport, with every fault, at every point: the right result or the right exception in time, and a client that still works.</summary>
[TestFixture]
internal sealed class FaultMatrixTests
{
    private const int CellsAtATime = 8;

    /// <summary>To put another transport into the matrix, describe it as these are described and add it here.</summary>
    public static IEnumerable<Func<MatrixTransport>> Transports =>
    [
        () => new RocketRideOverWebSocketMatrix(),
        () => new RocketRideOverHttpMatrix(),
        () => new FelderaMatrix(),
        () => new VectorShiftMatrix(),
        () => new ProcessMatrix(),
    ];

    private static IEnumerable<TestCaseData> Rows =>
        from create in Transports
        from call in create().Calls
        let transport = create()
        select new TestCaseData(transport, call.Name).SetArgDisplayNames(transport.Name, call.Name);

    [Test]
    public void No_cell_is_there_twice()
    {
        var all = new List<string>();
        foreach (var transport in Transports.Select(create => create()))
        {
            var cells = transport.Cells.Select(cell => $"{transport}: {cell}").ToList();
            TestContext.Error.WriteLine($"{transport}: {transport.Calls.Count} calls × {transport.Faults.Count} faults at up to 4 points = {cells.Count} cells");
            all.AddRange(cells);
        }

        TestContext.Error.WriteLine($"{all.Count} cells in all");
        Assert.That(all, Is.Unique.And.Not.Empty);
    }

    [TestCaseSource(nameof(Rows))]
    public async Task Whatever_fault_meets_it_the_call_ends_as_it_has_to_and_the_next_one_works(MatrixTransport transport, string call)
    {
        var cells = transport.Cells.Where(cell => cell.Call.Name == call).ToList();
        var wrong = new ConcurrentQueue<string>();
        await transport.StartAsync();
        await using (transport)
        {
            await Parallel.ForEachAsync(cells.Index(), new ParallelOptions { MaxDegreeOfParallelism = CellsAtATime }, async (numbered, _) =>
            {
                try
                {
                    if (await numbered.Item.PlayAsync(transport, numbered.Index).Soon() is { } problem)
                        wrong.Enqueue($"{numbered.Item}: {problem}");
                }
                catch (Exception exception)
                {
                    wrong.Enqueue($"{numbered.Item}: {exception}");
                }
            });
        }

        foreach (var cell in cells)
            TestContext.Out.WriteLine($"{cell}: {cell.Expected}");
        TestContext.Out.WriteLine($"{cells.Count} cells");
        Assert.That(wrong.Count, Is.Zero, string.Join("\n", wrong));
    }
}
