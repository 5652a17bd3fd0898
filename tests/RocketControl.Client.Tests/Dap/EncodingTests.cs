using System.Text;
using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class EncodingTests
{
    [Test]
    public void A_request_has_its_members_in_the_order_that_the_server_s_own_clients_use()
    {
        var frame = Encode(new DapRequest("open", writer => writer.WriteString("token", "t")), seq: 7);

        Assert.That(frame, Is.EqualTo("""{"type":"request","seq":7,"command":"open","arguments":{"token":"t"}}"""));
    }

    [Test]
    public void Arguments_are_left_out_when_there_are_none() =>
        Assert.That(Encode(new DapRequest("ping")), Is.EqualTo("""{"type":"request","seq":1,"command":"ping"}"""));

    [Test]
    public void Empty_arguments_are_an_empty_object() =>
        Assert.That(Encode(new DapRequest("deauth", _ => { })), Is.EqualTo("""{"type":"request","seq":1,"command":"deauth","arguments":{}}"""));

    [Test]
    public void Text_beyond_ASCII_is_not_escaped() =>
        Assert.That(Encode(new DapRequest("c", writer => writer.WriteString("a", "Größe <&> 日本"))), Does.Contain("\"Größe <&> 日本\""));

    [Test]
    public void A_line_feed_in_a_text_cannot_end_the_header()
    {
        var frame = EncodeBytes(new DapRequest("c", writer => writer.WriteString("a", "one\ntwo"), "payload"u8.ToArray()));

        Assert.That(Encoding.UTF8.GetString(frame), Does.EndWith("}\npayload").And.Contain("one\\ntwo"));
        Assert.That(frame.Count(value => value == '\n'), Is.EqualTo(1));
    }

    [Test]
    public void A_payload_follows_the_header_after_one_line_feed_as_it_is()
    {
        byte[] payload = [0, 0x0A, 255, 0x0A, 0x0D];

        var frame = EncodeBytes(new DapRequest("write", _ => { }, payload), seq: 12);

        var header = """{"type":"request","seq":12,"command":"write","arguments":{}}""";
        Assert.That(frame, Is.EqualTo((byte[])[.. Encoding.UTF8.GetBytes(header), 0x0A, .. payload]));
    }

    [Test]
    public void An_empty_payload_leaves_the_line_feed_at_the_end() =>
        Assert.That(Encode(new DapRequest("write", _ => { }, ReadOnlyMemory<byte>.Empty)), Does.EndWith("{}}\n"));

    [TestCase(4096, 4096)]
    [TestCase(100_000, 100_000)]
    public void A_frame_may_be_as_large_as_the_limit(int limit, int size)
    {
        var overhead = EncodeBytes(new DapRequest("w", null, ReadOnlyMemory<byte>.Empty)).Length;

        Assert.That(EncodeBytes(new DapRequest("w", null, new byte[size - overhead]), limit: limit), Has.Length.EqualTo(limit));
    }

    [TestCase(4096)]
    [TestCase(100_000)]
    public void A_frame_over_the_limit_is_refused(int limit)
    {
        var overhead = EncodeBytes(new DapRequest("w", null, ReadOnlyMemory<byte>.Empty)).Length;

        var exception = Assert.Throws<MessageTooLargeException>(
            () => EncodeBytes(new DapRequest("w", null, new byte[limit - overhead + 1]), limit: limit));

        Assert.That(exception.Limit, Is.EqualTo(limit));
    }

    [Test]
    public void Arguments_over_the_limit_are_refused() =>
        Assert.Throws<MessageTooLargeException>(
            () => EncodeBytes(new DapRequest("w", writer => writer.WriteString("a", new string('x', 10_000))), limit: 4096));

    [Test]
    public void Raw_JSON_in_the_arguments_stays_as_it_is() =>
        Assert.That(
            Encode(new DapRequest("execute", writer =>
            {
                writer.WritePropertyName("pipeline");
                writer.WriteRawValue("""{"n":1.50,"big":123456789012345678901234567890}""");
            })),
            Does.Contain("""{"pipeline":{"n":1.50,"big":123456789012345678901234567890}}"""));

    [Test]
    public void A_lone_surrogate_cannot_make_the_header_invalid()
    {
        var frame = EncodeBytes(new DapRequest("c", writer => writer.WriteString("a", "\ud800")));

        using var document = JsonDocument.Parse(frame);
        Assert.That(document.RootElement.GetProperty("arguments").GetProperty("a").GetString(), Is.EqualTo("\ufffd"));
    }

    private static string Encode(DapRequest request, long seq = 1) => Encoding.UTF8.GetString(EncodeBytes(request, seq));

    private static byte[] EncodeBytes(DapRequest request, long seq = 1, int limit = 1 << 20)
    {
        var frame = new FrameBuffer(limit);
        try
        {
            DapFrameCodec.Encode(request, seq, frame);
            return frame.Written.ToArray();
        }
        finally
        {
            frame.Release();
        }
    }
}
