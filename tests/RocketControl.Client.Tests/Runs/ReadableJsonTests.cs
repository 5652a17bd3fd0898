using System.Text;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Runs;

[TestFixture]
internal sealed class ReadableJsonTests
{
    [Test]
    public void Half_of_a_surrogate_pair_is_replaced() => Assert.That(TextOf("""{"a":"x\ud800y"}"""u8), Is.EqualTo("x\ufffdy"));

    [Test]
    public void Bytes_that_are_no_UTF_8_are_replaced() => Assert.That(TextOf([.. "{\"a\":\"x"u8, 0xF4, .. "y\"}"u8]), Is.EqualTo("x\ufffdy"));

    [Test]
    public void Names_can_be_read_as_well()
    {
        using var document = ReadableJson.Parse("""{"\udc00":1}"""u8.ToArray());

        Assert.That(document.RootElement.TryGetProperty("\ufffd", out _), Is.True);
    }

    [Test]
    public void What_is_right_is_not_copied()
    {
        ReadOnlyMemory<byte> json = Encoding.UTF8.GetBytes("""{"a":"\ud83d\ude80 ü"}""");

        Assert.That(ReadableJson.Of(json), Is.EqualTo(json));
    }

    private static string? TextOf(ReadOnlySpan<byte> json)
    {
        using var document = ReadableJson.Parse(json.ToArray());
        return document.RootElement.Text("a"u8);
    }
}
