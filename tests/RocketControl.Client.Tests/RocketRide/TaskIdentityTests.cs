using RocketControl.Client.Transports.RocketRide;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class TaskIdentityTests
{
    // The first is the protocol's own vector; the others were made with Python's hashlib and json, as the server does.
    [TestCase("e612b741-748c-4b35-a8b7-186797a8ea42", "webhook_1", "local", "tk_1b4bbac062687abd2f25ecf1f535d7e2")]
    [TestCase("Größe", "wébhook \"1\"\\", "日本🚀", "tk_2cb7873f226759284897711f9944f1d2")]
    [TestCase("a\tb\n\r\b\f\u0001\u007f/", "", "u", "tk_11aa8523983d3075dd943cba90a1d27d")]
    public void A_token_is_derived_as_the_server_derives_it(string project, string source, string user, string token) =>
        Assert.That(TaskIdentity.DeriveToken(project, source, user), Is.EqualTo(token));

    [TestCase("tk_8f14e45fceea167a5a36dedd4bea2543", "webhook_1", "8f14e45f.webhook_1")]
    [TestCase("pk_1679091c5a880faf6fb5e6087eb1b2dc", "chat_1", "1679091c.chat_1")]
    [TestCase("MY-1", "webhook_1", "MY-1.webhook_1")]
    [TestCase("UPLOAD_TASK", "webhook_1", "UPLOAD_T.webhook_1")]
    [TestCase("12345678", "s", "12345678.s")]
    [TestCase("tk_", "s", ".s")]
    [TestCase("TK_12345678", "s", "TK_12345.s")]
    public void A_display_id_is_made_of_the_token_s_beginning_and_the_source(string token, string source, string displayId) =>
        Assert.That(TaskIdentity.DisplayId(token, source), Is.EqualTo(displayId));
}
