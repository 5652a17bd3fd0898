using System.Text;
using RocketControl.Client.Transports.Feldera;

namespace RocketControl.Client.Tests.Feldera;

/// <summary>What cannot be read is somebody's data, which has no business in exceptions and logs.</summary>
[TestFixture]
internal sealed class UnreadableLineTests
{
    private const string Data = "card 4111";

    private static readonly byte[] Line = Encoding.UTF8.GetBytes("{\"json_data\":tr,\"a\":\"" + Data + "\"}");

    [Test]
    public void A_chunk_is_not_repeated() => AssertNotRepeated(() => new FelderaChunkReader().Read(Line));

    [Test]
    public void Nor_is_a_row() => AssertNotRepeated(() => FelderaRows.Read(Line, "p"));

    private static void AssertNotRepeated(Action read) => Assert.That(Assert.Throws<RunProtocolException>(read)!.ToString(), Does.Not.Contain(Data));
}
