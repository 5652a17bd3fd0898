using System.Text;
using RocketControl.Client.Emulator.Feldera.Data;

namespace RocketControl.Client.Emulator.Tests.Feldera;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RecordSplitterTests
{
    private static readonly (RecordSplitter.Mode Mode, string Body, string[] Records)[] Bodies =
    [
        (RecordSplitter.Mode.Lines, "a\r\nb\n\n ä ", ["a", "b", "ä"]),
        (RecordSplitter.Mode.CsvLines, "1,\"a\nb\"\n2,\"\"\"\"\n", ["1,\"a\nb\"", "2,\"\"\"\""]),
        (RecordSplitter.Mode.JsonValues, "[{\"a\": \"]\\\"\\\\\"},\n [1]]\n[]  [\"{\"", ["[{\"a\": \"]\\\"\\\\\"},\n [1]]", "[]", "[\"{\""]),
    ];

    [Test]
    public void Records_do_not_depend_on_how_the_body_comes_in([Range(0, 2)] int body, [Range(1, 9)] int size)
    {
        (RecordSplitter.Mode mode, string text, string[] expected) = Bodies[body];
        var splitter = new RecordSplitter(mode);
        var records = new List<string>();
        foreach (byte[] piece in Encoding.UTF8.GetBytes(text).Chunk(size))
            records.AddRange(splitter.Push(piece));
        records.AddRange(splitter.Finish());
        Assert.That(records, Is.EqualTo(expected));
    }
}
