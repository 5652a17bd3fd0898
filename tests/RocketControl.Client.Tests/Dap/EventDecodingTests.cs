using System.Text;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Tests.Dap;

[TestFixture]
internal sealed class EventDecodingTests
{
    [Test]
    public void An_event_has_its_name_its_body_and_its_place_among_the_frames()
    {
        var incoming = Decode("""{"type":"event","seq":3,"event":"apaevt_task","body":{"action":"begin"}}""");

        Assert.Multiple(() =>
        {
            Assert.That(incoming.Event!.Name, Is.EqualTo("apaevt_task"));
            Assert.That(Encoding.UTF8.GetString(incoming.Event.Body.Span), Is.EqualTo("""{"action":"begin"}"""));
            Assert.That(incoming.Event.Arrival, Is.EqualTo(4));
            Assert.That(incoming.Response, Is.Null);
            Assert.That(incoming.Defect, Is.Null);
        });
    }

    [TestCase("""{"type":"event","event":"e"}""")]
    [TestCase("""{"type":"event","event":"e","body":null}""")]
    public void An_event_may_be_without_a_body(string frame) => Assert.That(Decode(frame).Event!.Body.IsEmpty);

    [Test]
    public void Members_of_a_reply_do_not_turn_an_event_into_one() =>
        Assert.That(Decode("""{"type":"event","event":"e","request_seq":1,"success":true}""").Event, Is.Not.Null);

    [TestCase("NaN", "null")]
    [TestCase("Infinity", "null")]
    [TestCase("-Infinity", "null")]
    [TestCase("[NaN,-Infinity,1]", "[null,null,1]")]
    public void An_event_with_a_number_that_is_none_comes_with_a_null_instead(string number, string expected)
    {
        var incoming = Decode($$$"""{"type":"event","event":"e","body":{"x":{{{number}}},"text":"NaN \" -Infinity"}}""");

        Assert.That(
            Encoding.UTF8.GetString(incoming.Event!.Body.Span), Is.EqualTo($$"""{"x":{{expected}},"text":"NaN \" -Infinity"}"""));
    }

    [Test]
    public void A_body_that_is_no_number_at_all_counts_as_none() =>
        Assert.That(Decode("""{"type":"event","event":"e","body":NaN}""").Event!.Body.IsEmpty);

    private static DapIncoming Decode(string frame) => DapFrameCodec.Decode(Encoding.UTF8.GetBytes(frame), isBinary: false, arrival: 4);
}
