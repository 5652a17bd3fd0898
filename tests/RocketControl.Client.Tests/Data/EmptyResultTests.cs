using RocketControl.Client.Tests.Data.Support;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.Data;

/// <summary>The server reports success for objects that came to nothing; the result says why, as far as it can be told.</summary>
[TestFixture]
internal sealed class EmptyResultTests : DataTests
{
    [Test]
    public async Task A_type_that_nothing_listens_to_is_the_reason()
    {
        var run = await StartRunAsync();

        var result = await DataClient.SendAsync(run, new byte[] { 1, 2, 3 }).Soon();

        Assert.That(result.IsEmpty, Is.True);
        Assert.That(result.EmptyReason, Does.Contain("listens").And.Contain("application/octet-stream").And.Contain("text/plain"));
        Assert.That((await Log.WhenLoggedAsync(RunControlEventIds.EmptyResult)).Text, Does.Contain(result.EmptyReason));
    }

    [Test]
    public async Task An_empty_object_is_the_reason()
    {
        var run = await StartRunAsync();

        var result = await DataClient.SendAsync(run, Array.Empty<byte>()).Soon();

        Assert.That(result.EmptyReason, Is.EqualTo("The object was empty."));
    }

    [Test]
    public async Task A_text_that_is_not_UTF_8_is_the_reason()
    {
        var run = await StartRunAsync();

        var result = await DataClient.SendAsync(run, new byte[] { 0x47, 0x72, 0xFC, 0xDF, 0x65 }, new SendOptions { MimeType = "text/plain" }).Soon();

        Assert.That(result.EmptyReason, Does.Contain("not UTF-8").And.Contain("application/octet-stream"));
    }

    [Test]
    public async Task A_result_that_is_not_empty_has_no_reason()
    {
        var run = await StartRunAsync();

        var result = await DataClient.SendAsync(run, "text").Soon();

        Assert.That(result.IsEmpty, Is.False);
        Assert.That(result.EmptyReason, Is.Null);
    }
}
