using System.Text;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class DefectiveFrameTests
{
    [TestCase("", "JSON")]
    [TestCase("   ", "JSON")]
    [TestCase("hello", "JSON")]
    [TestCase("{", "JSON")]
    [TestCase("""{"type":"response","request_seq":5,"success":true""", "JSON")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,}""", "JSON")]
    [TestCase("""{"type":"event","event":"e"} // no comments""", "JSON")]
    [TestCase("\ufeff{\"type\":\"event\",\"event\":\"e\"}", "JSON")]
    [TestCase("{\"type\":\"event\",\"event\":\"line\nfeed\"}", "JSON")]
    [TestCase("NaN", "JSON")]
    [TestCase("[]", "object")]
    [TestCase("\"text\"", "object")]
    [TestCase("12", "object")]
    [TestCase("null", "object")]
    [TestCase("""{"type":"event","event":"e"}{"type":"event","event":"e"}""", "JSON")]
    [TestCase("{}", "neither")]
    [TestCase("""{"type":"request","seq":1,"command":"x"}""", "neither")]
    [TestCase("""{"type":null,"event":"e"}""", "neither")]
    [TestCase("""{"type":["event"],"event":"e"}""", "neither")]
    [TestCase("""{"type":"event"}""", "without a name")]
    [TestCase("""{"type":"event","event":null}""", "without a name")]
    [TestCase("""{"type":"event","event":{"name":"e"}}""", "without a name")]
    public void These_are_neither_replies_nor_events(string frame, string defect) => AssertDefect(Decode(frame), defect, requestSeq: null);

    [TestCase("")]
    [TestCase(""","request_seq":null""")]
    [TestCase(""","request_seq":1.5""")]
    [TestCase(""","request_seq":"5" """)]
    [TestCase(""","request_seq":[5]""")]
    [TestCase(""","request_seq":{"request_seq":5}""")]
    [TestCase(""","request_seq":true""")]
    [TestCase(""","request_seq":99999999999999999999""")]
    [TestCase(""","request_seq":1e400""")]
    public void A_reply_without_a_usable_request_seq_belongs_to_nobody(string member) =>
        AssertDefect(Decode("""{"type":"response","success":true""" + member + "}"), "request_seq", requestSeq: null);

    [TestCase("")]
    [TestCase(""","success":null""")]
    [TestCase(""","success":"true" """)]
    [TestCase(""","success":1""")]
    [TestCase(""","success":[true]""")]
    [TestCase(""","success":{"success":true}""")]
    public void A_reply_that_does_not_say_whether_it_is_a_success_is_defective_but_has_its_caller(string member) =>
        AssertDefect(Decode("""{"type":"response","request_seq":5""" + member + "}"), "success", requestSeq: 5);

    [TestCase("""{"type":"response","request_seq":5,"success":true,"body":{"rate":NaN}}""")]
    [TestCase("""{"type":"response","request_seq":5,"success":true,"body":{"rate":-Infinity}}""")]
    [TestCase("""{"body":[Infinity],"type":"response","request_seq":5,"success":true}""")]
    public void A_reply_with_a_number_that_is_none_is_defective_but_has_its_caller(string frame) =>
        AssertDefect(Decode(frame), "NaN or Infinity", requestSeq: 5);

    [TestCase("""{"type":"response","request_seq":NaN,"success":true}""", "NaN or Infinity")]
    [TestCase("""{"type":"event","event":"e","body":NaNo}""", "JSON")]
    [TestCase("""{"type":"event","event":"NaN","body":}""", "JSON")]
    [TestCase("""{"type":"event","event":NaN}""", "NaN or Infinity")]
    public void Such_a_number_does_not_excuse_other_defects(string frame, string defect) => AssertDefect(Decode(frame), defect, requestSeq: null);

    [TestCase(62, true)]
    [TestCase(63, true)]
    [TestCase(64, false)]
    [TestCase(10_000, false)]
    public void Nesting_is_bounded(int depthOfBody, bool isRead)
    {
        var incoming = Decode($$"""{"type":"event","event":"e","body":{{new string('[', depthOfBody)}}{{new string(']', depthOfBody)}}}""");

        Assert.That(incoming.Event is not null, Is.EqualTo(isRead));
        Assert.That(incoming.Defect is not null, Is.EqualTo(!isRead));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_header_that_is_not_UTF_8_is_defective(bool isBinary)
    {
        byte[] frame = [.. "{\"type\":\"event\",\"event\":\""u8, 0xFF, .. "\"}"u8];

        AssertDefect(DapFrameCodec.Decode(frame, isBinary, arrival: 1), "UTF-8", requestSeq: null);
    }

    private static void AssertDefect(DapIncoming incoming, string defect, long? requestSeq) => Assert.Multiple(() =>
    {
        Assert.That(incoming.Defect, Does.Contain(defect));
        Assert.That(incoming.RequestSeq, Is.EqualTo(requestSeq));
        Assert.That(incoming.Response, Is.Null);
        Assert.That(incoming.Event, Is.Null);
    });

    private static DapIncoming Decode(string frame) => DapFrameCodec.Decode(Encoding.UTF8.GetBytes(frame), isBinary: false, arrival: 1);
}
