using System.Text;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class ReplyDecodingTests
{
    [Test]
    public void A_reply_gives_all_its_members()
    {
        var reply = Decode("""
            {"type":"response","seq":9,"request_seq":5,"command":"execute","success":false,"message":"no","code":"E17",
            "trace":{"file":"task.py","lineno":12},"body":{"a":1}}
            """).Response!;

        Assert.Multiple(() =>
        {
            Assert.That(reply.RequestSeq, Is.EqualTo(5));
            Assert.That(reply.Success, Is.False);
            Assert.That(reply.Command, Is.EqualTo("execute"));
            Assert.That(reply.Message, Is.EqualTo("no"));
            Assert.That(reply.Code, Is.EqualTo("E17"));
            Assert.That(reply.Trace, Is.EqualTo(new ServerTrace("task.py", 12)));
            Assert.That(Text(reply.Body), Is.EqualTo("""{"a":1}"""));
            Assert.That(reply.Arrival, Is.EqualTo(77));
        });
    }

    [Test]
    public void A_minimal_reply_leaves_everything_else_empty()
    {
        var reply = Decode("""{"type":"response","request_seq":5,"success":true}""").Response!;

        Assert.Multiple(() =>
        {
            Assert.That(reply.Success, Is.True);
            Assert.That(reply.Command, Is.Null);
            Assert.That(reply.Message, Is.Null);
            Assert.That(reply.Code, Is.Null);
            Assert.That(reply.Trace, Is.Null);
            Assert.That(reply.Body.IsEmpty);
            Assert.That(reply.Payload.IsEmpty);
        });
    }

    [TestCase("""{"success":true,"body":{"x":[{"request_seq":1}]},"request_seq":5,"type":"response"}""", TestName = "Members_may_come_in_any_order")]
    [TestCase("""{"type":"response","request_seq":4,"request_seq":5,"success":false,"success":true}""", TestName = "Of_duplicate_members_the_last_counts")]
    [TestCase("""{"type":"response","hint":{"deep":[[["x"]]]},"request_seq":5,"success":true,"new":null}""", TestName = "Unknown_members_are_passed_over")]
    [TestCase(" \r\n{ \"type\" : \"response\" ,\n\t\"request_seq\":5,\"success\":true }\n ", TestName = "White_space_is_no_matter")]
    [TestCase("""{"\u0074ype":"r\u0065sponse","request\u005fseq":5,"success":true}""", TestName = "Escaped_names_and_values_are_understood")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,"command":7,"message":[1],"code":{},"trace":4}""", TestName = "Optional_members_of_a_wrong_type_count_as_missing")]
    public void These_are_good_replies(string frame)
    {
        var reply = Decode(frame).Response;

        Assert.That(reply, Is.Not.Null);
        Assert.That((reply!.RequestSeq, reply.Success), Is.EqualTo((5, true)));
    }

    [Test]
    public void A_null_body_counts_as_none() =>
        Assert.That(Decode("""{"type":"response","request_seq":5,"success":true,"body":null}""").Response!.Body.IsEmpty);

    [TestCase("\"text\"")]
    [TestCase("[1,2]")]
    [TestCase("-12.5e3")]
    [TestCase("false")]
    [TestCase("""{ "a" : [ ] }""")]
    public void A_body_is_kept_as_it_is(string body) =>
        Assert.That(
            Text(Decode($$"""{"type":"response","request_seq":5,"success":true,"body":{{body}},"z":1}""").Response!.Body), Is.EqualTo(body));

    [TestCase("""{"file":"a.py","lineno":12}""", "a.py", 12)]
    [TestCase("""{"lineno":[12],"file":"a.py"}""", "a.py", 12)]
    [TestCase("""{"file":"a.py"}""", "a.py", null)]
    [TestCase("""{"file":"a.py","lineno":99999999999}""", "a.py", null)]
    [TestCase("""{"file":"a.py","lineno":"12"}""", "a.py", null)]
    public void A_trace_names_file_and_line_as_far_as_it_can(string trace, string file, int? line) =>
        Assert.That(
            Decode($$"""{"type":"response","request_seq":5,"success":false,"trace":{{trace}}}""").Response!.Trace, Is.EqualTo(new ServerTrace(file, line)));

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"file\"")]
    [TestCase("""{"lineno":3}""")]
    [TestCase("""{"file":7,"lineno":3}""")]
    public void A_trace_without_a_file_is_none(string trace) =>
        Assert.That(Decode($$"""{"type":"response","request_seq":5,"success":false,"trace":{{trace}}}""").Response!.Trace, Is.Null);

    [Test]
    public void A_binary_frame_is_split_at_its_first_line_feed()
    {
        byte[] frame = [.. """{"type":"response","request_seq":5,"success":true,"arguments":{}}"""u8, 0x0A, 1, 0x0A, 255, 0x0A];

        var reply = DapFrameCodec.Decode(frame, isBinary: true, arrival: 1).Response!;

        Assert.That(reply.Payload.ToArray(), Is.EqualTo(new byte[] { 1, 0x0A, 255, 0x0A }));
    }

    [TestCase("\n", TestName = "A_binary_frame_may_have_an_empty_payload")]
    [TestCase("\r\n", TestName = "A_carriage_return_before_the_line_feed_is_white_space")]
    [TestCase("", TestName = "A_binary_frame_without_a_line_feed_is_all_header")]
    public void The_end_of_a_binary_header_is_lenient(string end)
    {
        var frame = Encoding.UTF8.GetBytes("""{"type":"response","request_seq":5,"success":true}""" + end);

        var reply = DapFrameCodec.Decode(frame, isBinary: true, arrival: 1).Response;

        Assert.That(reply, Is.Not.Null);
        Assert.That(reply!.Payload.IsEmpty);
    }

    [Test]
    public void A_text_frame_is_not_split_at_line_feeds()
    {
        var frame = "{\"type\":\"response\",\n\"request_seq\":5,\n\"success\":true}\n";

        Assert.Multiple(() =>
        {
            Assert.That(Decode(frame).Response, Is.Not.Null);
            Assert.That(DapFrameCodec.Decode(Encoding.UTF8.GetBytes(frame), isBinary: true, arrival: 1).Defect, Is.Not.Null);
        });
    }

    [Test]
    public void The_payload_need_not_be_UTF_8()
    {
        byte[] frame = [.. """{"type":"response","request_seq":5,"success":true}"""u8, 0x0A, 0xFF, 0xC0];

        Assert.That(DapFrameCodec.Decode(frame, isBinary: true, arrival: 1).Response!.Payload.Length, Is.EqualTo(2));
    }

    private static DapIncoming Decode(string frame) => DapFrameCodec.Decode(Encoding.UTF8.GetBytes(frame), isBinary: false, arrival: 77);

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
