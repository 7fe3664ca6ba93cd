window.addEventListener('load', function () {
  SwaggerUIBundle({
    url: 'openapi.yaml',
    dom_id: '#docs',
    deepLinking: true,
    validatorUrl: null,
    // a key typed here stays in this page and is gone with it
    persistAuthorization: false
  });
});
