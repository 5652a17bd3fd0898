using System.Text;
using BenchmarkDotNet.Attributes;
using RocketControl.Client.Transports.Http;

namespace RocketControl.Client.Benchmarks.Micro;

/// <summary>A stream of records, one a line, cut into lines.</summary>
public class LineBenchmarks
{
    private const int Lines = 10_000;

    private readonly byte[] _text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"id":7,"sensor":"attic","celsius":21.5,"at":1795195560000}""" + "\n", Lines)));

    /// <summary>10,000 lines of 60 bytes; the time is that of one.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public async Task<int> Cut()
    {
        var count = 0;
        await foreach (var line in BoundedLines.ReadAsync(new MemoryStream(_text), 1024, tooLong: null, CancellationToken.None))
            count += line.Length;
        return count;
    }
}
