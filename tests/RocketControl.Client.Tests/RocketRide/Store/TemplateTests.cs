using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.RocketRide.Store;

internal sealed class TemplateTests : TransportTests
{
    private RocketRideTemplates Templates => Transport.Store.Templates;

    [Test]
    public async Task A_template_is_kept_where_the_official_clients_look_for_it()
    {
        await Templates.SaveAsync("echo", Pipelines.Echo(setting: "kept")).Soon();

        Assert.That((await Transport.Store.ListAsync(".templates").Soon()).Select(entry => entry.Name), Is.EqualTo(["echo.json"]));
        Assert.That((await Templates.GetAsync("echo").Soon()).ToString(), Is.EqualTo(Pipelines.Echo(setting: "kept").ToString()));
    }

    [Test]
    public async Task Templates_are_listed_with_what_feeds_them()
    {
        await Templates.SaveAsync("echo", Pipelines.Echo()).Soon();

        var template = (await Templates.ListAsync().Soon()).Single();

        Assert.That((template.Id, template.TotalComponents, template.Problem), Is.EqualTo(("echo", 2, (string?)null)));
        Assert.That(template.Sources, Is.EqualTo([new TemplateSource("webhook_1", "webhook", "webhook_1")]));
    }

    [Test]
    public async Task One_that_cannot_be_read_does_not_hide_the_others()
    {
        await Templates.SaveAsync("good", Pipelines.Echo()).Soon();
        await Transport.Store.WriteTextAsync(".templates/bad.json", "no JSON").Soon();
        await Transport.Store.WriteTextAsync(".templates/notes.txt", "no template").Soon();

        var templates = await Templates.ListAsync().Soon();

        Assert.That(templates.Select(template => (template.Id, template.Problem is null)), Is.EqualTo([("bad", false), ("good", true)]));
    }

    [Test]
    public async Task A_deleted_template_is_gone()
    {
        await Templates.SaveAsync("echo", Pipelines.Echo()).Soon();

        await Templates.DeleteAsync("echo").Soon();

        Assert.That((await Fails.With<StoreException>(() => Templates.GetAsync("echo"))).Kind, Is.EqualTo(RunControlErrorKind.NotFound));
        Assert.That(await Templates.ListAsync().Soon(), Is.Empty);
    }

    [TestCase("")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("..")]
    [TestCase("a:b")]
    public async Task An_id_that_is_no_name_is_refused_before_anything_is_sent(string id)
    {
        await Fails.With<RunInvalidArgumentException>(() => Templates.SaveAsync(id, Pipelines.Echo()));
        await Fails.With<RunInvalidArgumentException>(() => Templates.GetAsync(id));

        Assert.That(Server.ConnectionCount, Is.Zero);
    }
}
