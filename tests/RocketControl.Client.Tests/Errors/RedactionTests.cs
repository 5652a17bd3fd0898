using System.Text;
using RocketControl.Client.Diagnostics;

namespace RocketControl.Client.Tests.Errors;

[TestFixture]
internal sealed class RedactionTests
{
    [TestCase("tk_8f14e45fceea167a5a36dedd4bea2543", "tk_***")]
    [TestCase("auth=pk_1679091c5a880faf&x=1", "auth=pk_***&x=1")]
    [TestCase("Bearer rr_AbC-9_=+/x.", "Bearer rr_***.")]
    [TestCase("\"cd_eyJjb2RlIjoiIn0=\"", "\"cd_***\"")]
    [TestCase("(tk_1234,tk_5678)", "(tk_***,tk_***)")]
    [TestCase("tk_8f14e45f: tk_8f14e45f", "tk_***: tk_***")]
    public void Keys_and_tokens_are_blanked(string text, string blanked) => Assert.That(Redaction.Redact(text), Is.EqualTo(blanked));

    [TestCase("Run 8f14e45f.webhook_1 is up")]
    [TestCase("mark_down network_1 webhook_1 tk_")]
    [TestCase("work_tk_1234 stays, for the underscore belongs to the name")]
    [TestCase("TK_12345678")]
    public void Everything_else_stays(string text) => Assert.That(Redaction.Redact(text), Is.EqualTo(text));

    [TestCase("a-secret", "The key a-secret, or \"Bearer a-secret\", is wrong: é", "The key ***, or \"Bearer ***\", is wrong: é")]
    [TestCase("a-secret", "nothing of it", "nothing of it")]
    [TestCase("key", "The key is wrong", "The key is wrong")]
    [TestCase(null, "no key", "no key")]
    public void The_key_itself_is_blanked_in_what_a_server_says(string? key, string text, string blanked) =>
        Assert.That(Encoding.UTF8.GetString(Redaction.Without(key, Encoding.UTF8.GetBytes(text)).Span), Is.EqualTo(blanked));

    [TestCase(null)]
    [TestCase("")]
    public void Nothing_stays_nothing(string? text) => Assert.That(Redaction.Redact(text), Is.EqualTo(text));
}
