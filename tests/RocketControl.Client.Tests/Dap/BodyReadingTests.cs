using System.Text;
using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class BodyReadingTests
{
    [TestCase("""{"type":"response","request_seq":5,"command":"count","success":true,"body":[1,[2,3],4],"message":"m"}""")]
    [TestCase("""{"command":"count","body":[1,[2,3],4],"type":"response","success":true,"request_seq":5,"message":"m"}""")]
    [TestCase("""{"command":"count","body":{},"body":[1,[2,3],4],"type":"response","success":true,"request_seq":5,"message":"m"}""")]
    public void The_body_of_a_reply_is_read_on_the_way_and_the_rest_as_ever(string frame)
    {
        var reply = Decode(frame).Response!;

        Assert.That((reply.Content, reply.RequestSeq, reply.Success, reply.Message), Is.EqualTo((4, 5, true, "m")));
        Assert.That(Encoding.UTF8.GetString(reply.Body.Span), Is.EqualTo("[1,[2,3],4]"));
    }

    [Test]
    public void The_body_of_an_event_is_read_on_the_way()
    {
        var dapEvent = Decode("""{"type":"event","event":"count","body":[1,2]}""").Event!;

        Assert.That((dapEvent.Content, Encoding.UTF8.GetString(dapEvent.Body.Span)), Is.EqualTo((2, "[1,2]")));
    }

    [TestCase("""{"type":"response","request_seq":5,"success":true,"body":[1],"command":"count"}""", "[1]")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,"command":"other","body":[1]}""", "[1]")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,"command":"count","body":[1],"body":null}""", "")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,"command":"count"}""", "")]
    public void A_body_that_comes_before_its_name_or_has_no_reader_is_left_as_it_is(string frame, string body)
    {
        var reply = Decode(frame).Response!;

        Assert.That((reply.Content, Encoding.UTF8.GetString(reply.Body.Span)), Is.EqualTo(((object?)null, body)));
    }

    [TestCase("""{"type":"response","request_seq":5,"success":true,"command":"count","body":[1,]}""")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,"command":"count","body":[1""")]
    public void A_body_that_is_no_JSON_makes_the_frame_none(string frame) => Assert.That(Decode(frame).Defect, Does.Contain("JSON"));

    [Test]
    public void An_event_with_a_number_that_is_none_is_read_with_null_in_its_place()
    {
        var dapEvent = Decode("""{"type":"event","event":"count","body":[1,NaN,3]}""").Event!;

        Assert.That((dapEvent.Content, Encoding.UTF8.GetString(dapEvent.Body.Span)), Is.EqualTo((3, "[1,null,3]")));
    }

    private static DapIncoming Decode(string frame) => DapFrameCodec.Decode(Encoding.UTF8.GetBytes(frame), isBinary: false, arrival: 1, CountNumbers);

    /// <summary>Counts the numbers and nulls of an array, at any depth.</summary>
    private static object? CountNumbers(string name, ref Utf8JsonReader reader)
    {
        if (name != "count" || reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }
        var (count, depth) = (0, reader.CurrentDepth);
        while (reader.Read() && reader.CurrentDepth > depth)
            count += reader.TokenType is JsonTokenType.Number or JsonTokenType.Null ? 1 : 0;
        return count;
    }
}
